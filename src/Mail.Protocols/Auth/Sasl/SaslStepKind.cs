namespace Mail.Protocols.Auth.Sasl;

/// <summary>What a mechanism wants next.</summary>
public enum SaslStepKind
{
    /// <summary>Send <see cref="SaslStep.Challenge"/> and feed the client's answer.</summary>
    Challenge,

    /// <summary>Check <see cref="SaslStep.UserName"/> and <see cref="SaslStep.Password"/>, then call <c>SupplyPasswordResult</c>.</summary>
    CheckPassword,

    /// <summary>Look up the verifier of <see cref="SaslStep.UserName"/>, then call <c>SupplyCredentials</c>.</summary>
    FindCredentials,

    /// <summary>Authenticated.</summary>
    Succeeded,

    /// <summary>Refused: <see cref="SaslStep.Failure"/>.</summary>
    Failed,
}
