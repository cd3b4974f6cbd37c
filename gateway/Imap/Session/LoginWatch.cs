using Mail.Gateway.Auth;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Imap.Session;

/// <summary>Ends sessions whose login would be refused now: the account is disabled or gone, or the password changed or revoked.</summary>
internal sealed class LoginWatch(AccountLookup accounts, TimeProvider time, ILogger<LoginWatch> log)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(4);

    public bool IsDue(ImapSessionContext session) =>
        session.Account is not null && session.EndReason is null && time.GetElapsedTime(session.LoginSeen) >= LookEvery;

    /// <summary>Looks at the account, when that is due.</summary>
    public async ValueTask LookAsync(ImapSessionContext session)
    {
        if (!IsDue(session))
        {
            return;
        }

        // Noted before the call: one that fails is tried again when it is due again.
        session.LoginSeen = time.GetTimestamp();
        try
        {
            if (!await accounts.MayStayAsync(session.Account!).ConfigureAwait(false))
            {
                session.Bye("Login is no longer valid");
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.CommandFailed(failure, "looking at the account", session.Id, session.Account!.Id.ToString());
        }
    }
}
