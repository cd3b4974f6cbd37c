using Mail.Contracts.Mailboxes;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Mail.Gateway.Imap.Session;

/// <summary>Keeps sessions subscribed to their mailboxes. A subscription lost costs promptness, never correctness: NOOP and IDLE's renewal read the change log.</summary>
internal sealed class MailboxSubscriptions(IGrainFactory grains, TimeProvider time, ILogger<MailboxSubscriptions> log)
{
    /// <summary>The mailbox forgets observers after 10 minutes.</summary>
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(4);

    public bool IsDue(ImapSessionContext session) =>
        session.Subscription is { } subscription && time.GetElapsedTime(subscription.Since) >= RenewAfter;

    /// <summary>Subscribes, or renews when that is due.</summary>
    public async ValueTask EnsureAsync(ImapSessionContext session)
    {
        if (session.Subscription is not null && !IsDue(session))
        {
            return;
        }

        try
        {
            var observer = session.Subscription?.Observer ?? grains.CreateObjectReference<IMailboxObserver>(session.Listener);
            // Noted before the call: one that fails is tried again at the next renewal, not with every command.
            session.Subscription = (observer, time.GetTimestamp());
            await session.Mailbox.SubscribeAsync(observer).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is not OutOfMemoryException)
        {
            log.SubscribeFailed(refused, session.Account!.Id.ToString(), session.Id);
        }
    }

    public async ValueTask EndAsync(ImapSessionContext session)
    {
        if (session.Subscription is not { } subscription)
        {
            return;
        }

        session.Subscription = null;
        try
        {
            await session.Mailbox.UnsubscribeAsync(subscription.Observer).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is not OutOfMemoryException)
        {
            log.SubscribeFailed(refused, session.Account!.Id.ToString(), session.Id);
        }
        finally
        {
            grains.DeleteObjectReference<IMailboxObserver>(subscription.Observer);
        }
    }
}
