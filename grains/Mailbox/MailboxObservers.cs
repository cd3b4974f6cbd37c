using Mail.Contracts.Mailboxes;

namespace Mail.Grains.Mailbox;

/// <summary>Who hears of commits. A subscription ends by itself, so that a gateway that dies leaves nothing behind.</summary>
internal sealed class MailboxObservers(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Dictionary<IMailboxObserver, long> _until = [];

    public void Add(IMailboxObserver observer) =>
        _until[observer] = time.GetTimestamp() + (long)(Lifetime.TotalSeconds * time.TimestampFrequency);

    public void Remove(IMailboxObserver observer) => _until.Remove(observer);

    public void Publish(MailboxChanged change)
    {
        if (_until.Count == 0)
        {
            return;
        }

        var now = time.GetTimestamp();
        List<IMailboxObserver>? ended = null;
        foreach (var (observer, until) in _until)
        {
            if (until < now)
            {
                (ended ??= []).Add(observer);
            }
            else
            {
                observer.Changed(change);
            }
        }

        ended?.ForEach(e => _until.Remove(e));
    }
}
