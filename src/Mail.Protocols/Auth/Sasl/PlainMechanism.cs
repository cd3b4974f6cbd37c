using System.Text;
using System.Text.Unicode;

namespace Mail.Protocols.Auth.Sasl;

/// <summary>PLAIN: <c>[authzid] NUL authcid NUL passwd</c> in one message (RFC 4616 §2).</summary>
public sealed class PlainMechanism : SaslServerMechanism
{
    private SaslStep _asked;

    public override string Name => "PLAIN";

    public override SaslStep Start() => SaslStep.Continue(default);

    public override SaslStep SupplyPasswordResult(bool correct) =>
        correct && _asked.Kind == SaslStepKind.CheckPassword
            ? SaslStep.Success(_asked.UserName, _asked.AuthorizationId)
            : SaslStep.Fail(SaslFailure.InvalidCredentials);

    protected override SaslStep OnResponse(ReadOnlySpan<byte> message)
    {
        var first = message.IndexOf((byte)0);
        var second = first < 0 ? -1 : message[(first + 1)..].IndexOf((byte)0);
        if (second < 0 || first > MaxIdentity || !Utf8.IsValid(message[..first]))
        {
            return SaslStep.Fail(SaslFailure.Malformed);
        }

        var rest = message[(first + 1)..];
        if (!TryText(rest[..second], out var user) || !TryText(rest[(second + 1)..], out var password))
        {
            return SaslStep.Fail(SaslFailure.Malformed);
        }

        return _asked = SaslStep.Check(user, Encoding.UTF8.GetString(message[..first]), password);
    }
}
