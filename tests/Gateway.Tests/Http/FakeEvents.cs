using Mail.Contracts.Mailboxes;

namespace Mail.Gateway.Tests.Http;

/// <summary>Events of a mailbox that a test makes up.</summary>
internal sealed class FakeEvents : IMailboxEventsGrain
{
    /// <summary>Answers attachments; gets the observer and its cursor.</summary>
    public Func<IMailboxObserver, long?, Task<MissedChanges>> Attach { get; set; } = (_, after) => Task.FromResult(new MissedChanges(after ?? 1, []));

    public Task<MissedChanges> AttachAsync(IMailboxObserver observer, long? after) => Attach(observer, after);

    public Task DetachAsync(IMailboxObserver observer) => Task.CompletedTask;
}
