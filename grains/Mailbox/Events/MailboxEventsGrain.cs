using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Storage.Mailboxes;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Mail.Grains.Mailbox.Events;

/// <summary>Takes a mailbox's events from the outbox stream and passes them on to whoever is attached.</summary>
/// <remarks>
/// Whoever attaches misses nothing: first the store is told that somebody listens, so that later commits write their events, then what
/// the mailbox is by then is read from the store. A commit is in one of the two, perhaps in both.
/// </remarks>
[ImplicitStreamSubscription(Stream)]
public sealed class MailboxEventsGrain(IMailboxStore store, TimeProvider time) : Grain, IMailboxEventsGrain, IAsyncObserver<byte[]>, IStreamSubscriptionObserver
{
    /// <summary>Namespace of the stream; its keys are accounts, its payloads <see cref="ChangeNotice"/>.</summary>
    public const string Stream = "notify";

    /// <summary>Events are written for so long after the last attachment.</summary>
    private static readonly TimeSpan Heard = TimeSpan.FromMinutes(20);

    private readonly MailboxObservers _observers = new(time);
    private readonly RecentEvents _recent = new();
    private DateTimeOffset _heardUntil;

    private AccountId Account => new(this.GetPrimaryKey());

    /// <summary>Key of an account's events.</summary>
    public static string KeyOf(AccountId account) => account.Value.ToString("N");

    /// <inheritdoc/>
    public async Task<MissedChanges> AttachAsync(IMailboxObserver observer, long? after)
    {
        var mailbox = await ListenAsync() ?? throw MailException.NotFound("There is no such mailbox.");
        var from = after ?? mailbox.ModSeq;
        if (from < 0 || from > mailbox.ModSeq)
        {
            throw MailException.Invalid($"The mailbox has not reached MODSEQ {from}: it is at {mailbox.ModSeq}.");
        }

        _observers.Add(observer);
        return new MissedChanges(mailbox.ModSeq, MissedEvents.Find(_recent, mailbox, from));
    }

    /// <inheritdoc/>
    public Task DetachAsync(IMailboxObserver observer)
    {
        _observers.Remove(observer);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<byte[]>().ResumeAsync(this);

    /// <inheritdoc/>
    public Task OnNextAsync(byte[] item, StreamSequenceToken? token = null)
    {
        if (!ChangeNotice.TryDecode(item, out var notice))
        {
            throw new FormatException($"{item.Length} octets that are no notice of a mailbox, or one of a newer release.");
        }

        var change = new MailboxChanged(notice.ModSeq, notice.Folders, notice.FolderListChanged);
        if (_recent.TryAdd(change))
        {
            _observers.Publish(change);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    /// <summary>Null if the account has no mailbox.</summary>
    private Task<MailboxImage?> ListenAsync() => StoreCalls.ReadAsync(async ValueTask<MailboxImage?> () =>
    {
        var now = time.GetUtcNow();
        if (_heardUntil - now < Heard / 2)
        {
            if (!await store.ListenAsync(Account, now + Heard, CancellationToken.None))
            {
                return null;
            }

            _heardUntil = now + Heard;
        }

        return await store.LoadAsync(Account, CancellationToken.None);
    });
}
