namespace Mail.Protocols.Auth.Sasl;

/// <summary>Why an exchange failed; both faces of the failure follow from it.</summary>
public enum SaslFailure
{
    None,

    /// <summary>Unknown user or wrong proof: never told apart towards the client (535 5.7.8).</summary>
    InvalidCredentials,

    /// <summary>The client's message breaks the mechanism's grammar (501 5.5.2).</summary>
    Malformed,

    /// <summary>The client asks for channel binding or claims that it was hidden from it (RFC 5802 §6).</summary>
    ChannelBinding,
}
