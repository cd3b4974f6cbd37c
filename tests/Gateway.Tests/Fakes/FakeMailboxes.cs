using System.Collections.Concurrent;
using Mail.Gateway.Delivery;

namespace Mail.Gateway.Tests.Fakes;

/// <summary>Mailboxes that keep what they get; the next attempts can be made to fail or all to wait.</summary>
internal sealed class FakeMailboxes : IMailboxDelivery
{
    private readonly ConcurrentQueue<MailboxDelivery> _attempts = [];
    private int _failures;

    public IReadOnlyList<MailboxDelivery> Attempts => [.. _attempts];

    public int FailNext
    {
        set => _failures = value;
    }

    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task DeliverAsync(MailboxDelivery delivery)
    {
        _attempts.Enqueue(delivery);
        await Gate;
        if (Interlocked.Decrement(ref _failures) >= 0)
        {
            throw new InvalidOperationException("mailbox does not answer");
        }
    }
}
