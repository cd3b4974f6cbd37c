using System.Text;
using Mail.Gateway.Auth;
using Mail.Gateway.Imap.Session;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Commands;

/// <summary>How an attempt to authenticate ended.</summary>
/// <param name="Account">The account, if it succeeded.</param>
/// <param name="UserName">Who tried.</param>
/// <param name="Reply">What to answer where it is not simply refused.</param>
/// <param name="IsFailure">Whether that counts as a failed login.</param>
internal readonly record struct SaslOutcome(LoginAccount? Account, string UserName, ImapReply? Reply = null, bool IsFailure = false);

/// <summary>SASL exchanges over IMAP (RFC 3501 section 6.2.2).</summary>
internal sealed class SaslExchange(SaslLogin sasl)
{
    private const int LongestLine = 12 * 1024;

    /// <summary>The answer to an attempt that is not looked at (RFC 5530 section 3).</summary>
    public static ImapReply Blocked { get; } = ImapReply.No("Too many failed logins, try again later", ImapResponseCode.Unavailable);

    public async ValueTask<SaslOutcome> CheckPasswordAsync(ImapSessionContext session, string user, string password) =>
        Outcome(await sasl.CheckPasswordAsync(session.Address, user, password).ConfigureAwait(false));

    public async ValueTask<SaslOutcome> RunAsync(ImapSessionContext session, AuthenticateCommand command) => Outcome(
        await sasl.RunAsync(session.Address, command.Mechanism, command.InitialResponse, challenge => AskAsync(session, challenge)).ConfigureAwait(false));

    private static SaslOutcome Outcome(SaslResult result) => new(result.Account, result.UserName, ReplyTo(result.Problem), result.Problem == SaslProblem.Abandoned);

    private static ImapReply? ReplyTo(SaslProblem problem) => problem switch
    {
        SaslProblem.Cancelled or SaslProblem.Abandoned => ImapReply.Bad("Authentication cancelled, or not base64"),
        SaslProblem.Busy => ImapReply.No("Too many logins at once, try again", ImapResponseCode.Unavailable),
        SaslProblem.Blocked => Blocked,
        _ => null,
    };

    /// <summary>Sends a challenge; the client's answer, or null if it gave up or sent no base64.</summary>
    private static async ValueTask<byte[]?> AskAsync(ImapSessionContext session, ReadOnlyMemory<byte> challenge)
    {
        session.Writer.Continuation(Encoding.ASCII.GetBytes(Convert.ToBase64String(challenge.Span)));
        await session.Output.FlushAsync().ConfigureAwait(false);
        if (await session.Input.ReadLineAsync(LongestLine).ConfigureAwait(false) is not { } line)
        {
            throw new ImapPeerGoneException();
        }

        try
        {
            return Convert.FromBase64String(Encoding.ASCII.GetString(line));
        }
        catch (FormatException)
        {
            // Also "*", by which a client cancels.
            return null;
        }
    }
}
