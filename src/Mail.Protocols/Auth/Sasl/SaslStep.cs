namespace Mail.Protocols.Auth.Sasl;

/// <summary>The result of one step of a SASL exchange; which members are set follows from <see cref="Kind"/>.</summary>
public readonly record struct SaslStep(SaslStepKind Kind)
{
    /// <summary>Octets to send, before base64.</summary>
    public ReadOnlyMemory<byte> Challenge { get; private init; }

    /// <summary>Authentication identity, prepared by SASLprep where it could be.</summary>
    public string UserName { get; private init; } = string.Empty;

    /// <summary>Authorization identity; empty when the client left it to the server.</summary>
    public string AuthorizationId { get; private init; } = string.Empty;

    /// <summary>Password as sent.</summary>
    public string Password { get; private init; } = string.Empty;

    public SaslFailure Failure { get; private init; }

    public static SaslStep Continue(ReadOnlyMemory<byte> challenge) => new(SaslStepKind.Challenge) { Challenge = challenge };

    public static SaslStep Check(string userName, string authorizationId, string password) =>
        new(SaslStepKind.CheckPassword) { UserName = userName, AuthorizationId = authorizationId, Password = password };

    public static SaslStep Find(string userName) => new(SaslStepKind.FindCredentials) { UserName = userName };

    public static SaslStep Success(string userName, string authorizationId) =>
        new(SaslStepKind.Succeeded) { UserName = userName, AuthorizationId = authorizationId };

    public static SaslStep Fail(SaslFailure failure) => new(SaslStepKind.Failed) { Failure = failure };

    /// <summary>Without the password, so that no log can show it.</summary>
    public override string ToString() => $"{Kind} {UserName} {Failure}";
}
