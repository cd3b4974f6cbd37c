using System.Text;
using System.Text.Unicode;
using Mail.Domain.Auth;

namespace Mail.Protocols.Auth.Sasl;

/// <summary>
/// The server's side of one SASL exchange (RFC 4422) as a state machine: octets of the client in, a step out. It does no
/// I/O: where it needs a verifier or a password check it says so and is told the outcome. One exchange per instance.
/// </summary>
public abstract class SaslServerMechanism
{
    /// <summary>Octets of any client message that are taken.</summary>
    public const int MaxMessage = 8192;

    /// <summary>Octets of a user name or password that are taken.</summary>
    public const int MaxIdentity = 1024;

    /// <summary>Name as offered, for example <c>PLAIN</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The verifier whose password the client has proved to have; null where the password itself was checked.</summary>
    public virtual ScramCredentials? Proven => null;

    /// <summary>The step when the client sent no initial response.</summary>
    public abstract SaslStep Start();

    /// <summary>The step behind a message of the client (also the initial response).</summary>
    public SaslStep Respond(ReadOnlySpan<byte> message) =>
        message.Length > MaxMessage ? SaslStep.Fail(SaslFailure.Malformed) : OnResponse(message);

    /// <summary>Tells the outcome of <see cref="SaslStepKind.CheckPassword"/>.</summary>
    public virtual SaslStep SupplyPasswordResult(bool correct) => throw new InvalidOperationException("No password was asked for.");

    /// <summary>Tells the outcome of <see cref="SaslStepKind.FindCredentials"/>; null when there is no such user.</summary>
    public virtual SaslStep SupplyCredentials(ScramCredentials? credentials) => throw new InvalidOperationException("No verifier was asked for.");

    /// <summary>As above, for a user with further passwords. Those that share salt and count with the first can be told in the exchange.</summary>
    public virtual SaslStep SupplyCredentials(ScramCredentials? credentials, IReadOnlyList<ScramCredentials> alternatives) => SupplyCredentials(credentials);

    protected abstract SaslStep OnResponse(ReadOnlySpan<byte> message);

    /// <summary>UTF-8 text without NUL, not empty, within <see cref="MaxIdentity"/>.</summary>
    protected static bool TryText(ReadOnlySpan<byte> octets, out string text)
    {
        var good = octets.Length is > 0 and <= MaxIdentity && Utf8.IsValid(octets) && !octets.Contains((byte)0);
        text = good ? Encoding.UTF8.GetString(octets) : string.Empty;
        return good;
    }
}
