using Mail.Gateway.Auth;
using Mail.Gateway.Tracing;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>AUTH (RFC 4954), on the ports for users only, and never in the clear.</summary>
internal sealed class AuthHandler(SmtpServices services) : ISmtpCommandHandler
{
    public async ValueTask<SmtpStep> HandleAsync(SmtpSession session, SmtpCommand command)
    {
        var (peer, auth) = (session.Peer, (SmtpCommand.Auth)command);
        if (Refusal(peer, auth) is { } refusal)
        {
            return refusal;
        }

        byte[]? initial = null;
        if (auth.InitialResponse is { } text && (initial = Decode(text)) is null)
        {
            return SmtpReplies.AuthNotBase64;
        }

        var result = await services.Submission.Sasl.RunAsync(peer.Address, auth.Mechanism, initial, session.AskAsync).ConfigureAwait(false);
        return result.Problem switch
        {
            SaslProblem.Cancelled => SmtpReplies.AuthCancelled,
            SaslProblem.Busy => SmtpReplies.AuthBusy,
            SaslProblem.Blocked => new SmtpStep(SmtpReplies.TooManyFailedLogins, SmtpNext.Close),
            _ => await ConcludeAsync(peer, auth.Mechanism, result).ConfigureAwait(false),
        };
    }

    /// <summary>The octets of a response in base64, <c>=</c> for none (RFC 4954 §4); null if it is no base64.</summary>
    public static byte[]? Decode(string text)
    {
        if (text == "=")
        {
            return [];
        }

        var octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out var length) ? octets[..length] : null;
    }

    private static SmtpReply? Refusal(SmtpPeer peer, SmtpCommand.Auth auth) =>
        peer.Dialect != SmtpDialect.Submission ? SmtpReplies.NotImplemented
        : peer.Tls is null ? SmtpReplies.AuthNeedsTls
        : peer.Account is not null ? SmtpReplies.AlreadyAuthenticated
        : !SaslLogin.Knows(auth.Mechanism) ? SmtpReplies.UnknownMechanism
        : null;

    private async ValueTask<SmtpStep> ConcludeAsync(SmtpPeer peer, string mechanism, SaslResult result)
    {
        var decision = services.Submission.Throttle.Conclude(peer.Address, result.UserName, result.Account is not null);
        switch (decision.Outcome)
        {
            case LoginOutcome.Accepted:
                peer.Account = result.Account;
                LogScope.Current?.LoggedIn(result.Account!);
                services.Logger.LoggedIn(result.Account!.Address.ToString(), result.Account.Id, peer.Address, mechanism);
                return SmtpReplies.Authenticated;
            case LoginOutcome.Blocked:
                return new SmtpStep(SmtpReplies.TooManyFailedLogins, SmtpNext.Close);
            default:
                services.Logger.LoginRefused(LoggedName.Of(result.UserName), peer.Address, mechanism);
                await Task.Delay(decision.Delay, services.Clock).ConfigureAwait(false);
                // RFC 4954 §4: whoever cancels is answered 501, also where that counts as a failure.
                return ++peer.FailedLogins < services.Submission.Options.MaxFailedLogins
                    ? result.Problem == SaslProblem.Abandoned ? SmtpReplies.AuthCancelled : SmtpReplies.AuthFailed
                    : new SmtpStep(SmtpReplies.TooManyFailedLogins, SmtpNext.Close);
        }
    }
}
