using Mail.Grains.Mailbox.Model;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>A mutation with an answer.</summary>
internal abstract class MailboxMutation<TResult> : MailboxMutation
{
    private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Done => _done.Task;

    public sealed override void Succeed(MailboxModel committed) => _done.TrySetResult(Result(committed));

    public sealed override void Fail(Exception error) => _done.TrySetException(error);

    protected abstract TResult Result(MailboxModel committed);
}
