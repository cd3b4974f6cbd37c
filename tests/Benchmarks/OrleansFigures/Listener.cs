using Mail.Contracts.Mailboxes;

namespace OrleansFigures;

/// <summary>Who hears of changes.</summary>
internal sealed class Listener : IMailboxObserver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Changed(MailboxChanged change) => _next.TrySetResult();

    /// <summary>Whether another change is heard soon.</summary>
    public async Task<bool> NextAsync()
    {
        var next = _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await next.Task.WaitAsync(Patience);
        return true;
    }
}
