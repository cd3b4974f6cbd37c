namespace Mail.Protocols.Auth.Sasl;

/// <summary>LOGIN: user name and password asked for one after the other; never standardised, still spoken by many.</summary>
public sealed class LoginMechanism : SaslServerMechanism
{
    private static readonly byte[] UserPrompt = "Username:"u8.ToArray();
    private static readonly byte[] PasswordPrompt = "Password:"u8.ToArray();
    private string? _user;

    public override string Name => "LOGIN";

    public override SaslStep Start() => SaslStep.Continue(UserPrompt);

    public override SaslStep SupplyPasswordResult(bool correct) =>
        correct && _user is not null ? SaslStep.Success(_user, string.Empty) : SaslStep.Fail(SaslFailure.InvalidCredentials);

    protected override SaslStep OnResponse(ReadOnlySpan<byte> message)
    {
        if (!TryText(message, out var text))
        {
            return SaslStep.Fail(SaslFailure.Malformed);
        }

        if (_user is not null)
        {
            return SaslStep.Check(_user, string.Empty, text);
        }

        _user = text;
        return SaslStep.Continue(PasswordPrompt);
    }
}
