using System.Text;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Gateway.Auth;
using Mail.Gateway.Imap.Session;
using Mail.Gateway.Tracing;
using Mail.Gateway.Limits;
using Mail.Protocols.Auth.Sasl;
using Mail.Protocols.Imap;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Mail.Gateway.Imap.Commands;

/// <summary>LOGIN and AUTHENTICATE (RFC 3501 sections 6.2.2, 6.2.3; RFC 4959).</summary>
internal sealed class LoginCommandHandler(
    ImapOptions options, SaslExchange sasl, LoginThrottle throttle, IGrainFactory grains, TimeProvider time, ImapMetrics metrics,
    ImapSessionRegistry registry, ILogger<LoginCommandHandler> log)
    : IImapCommandHandler
{
    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Login, ImapVerb.Authenticate];

    public async ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        var mechanism = command is AuthenticateCommand authenticate ? authenticate.Mechanism : "LOGIN";
        if (mechanism is not ("PLAIN" or "LOGIN" or "SCRAM-SHA-256"))
        {
            return ImapReply.No("Unknown mechanism", ImapResponseCode.Cannot);
        }

        if (mechanism != "SCRAM-SHA-256" && !session.PasswordsAllowed)
        {
            return ImapReply.No("Use STARTTLS before sending a password", ImapResponseCode.PrivacyRequired);
        }

        var outcome = command switch
        {
            LoginCommand login => await sasl.CheckPasswordAsync(session, login.User, login.Password).ConfigureAwait(false),
            AuthenticateCommand auth => await sasl.RunAsync(session, auth).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"{command.Verb} is no login."),
        };
        if (outcome is { Reply: { } reply, IsFailure: false })
        {
            return ReferenceEquals(reply, SaslExchange.Blocked) ? Turn(session) : reply;
        }

        var decision = throttle.Conclude(session.Address, outcome.UserName, outcome.Account is not null);
        return decision.Outcome switch
        {
            LoginOutcome.Accepted => Accept(session, outcome.Account!, mechanism),
            LoginOutcome.Blocked => Turn(session),
            _ => await RefuseAsync(session, outcome, mechanism, decision.Delay).ConfigureAwait(false),
        };
    }

    /// <summary>Sends away whoever is blocked.</summary>
    private static ImapReply Turn(ImapSessionContext session)
    {
        session.Bye("Too many failed logins", limit: LimitName.FailedLogins);
        return SaslExchange.Blocked;
    }

    private ImapReply Accept(ImapSessionContext session, LoginAccount account, string mechanism)
    {
        registry.LoggedIn();
        session.LogIn(account, grains.GetGrain<IMailboxGrain>(account.Id.Value));
        LogScope.Current?.LoggedIn(account);
        metrics.Login(mechanism, succeeded: true);
        log.LoggedIn(account.Address.ToString(), account.Id.ToString(), $"{session.Peer}", mechanism, session.IsTls, session.Id);
        return ImapReply.Ok(
            "Logged in",
            ImapResponseCode.Capability(ImapCapabilities.Of(authenticated: true, session.PasswordsAllowed, startTls: false, options)));
    }

    /// <summary>The same answer, after the same wait, whatever was wrong.</summary>
    private async ValueTask<ImapReply> RefuseAsync(ImapSessionContext session, SaslOutcome outcome, string mechanism, TimeSpan delay)
    {
        metrics.Login(mechanism, succeeded: false);
        log.LoginRefused(LoggedName.Of(outcome.UserName), $"{session.Peer}", session.Id, mechanism);
        await Task.Delay(delay, time).ConfigureAwait(false);
        if (++session.FailedLogins >= options.MaxFailedLogins)
        {
            session.Bye("Too many failed logins", limit: LimitName.FailedLogins);
        }

        return outcome.Reply ?? ImapReply.No("Authentication failed", ImapResponseCode.AuthenticationFailed);
    }
}
