using Mail.Grains.Mailbox.Model;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>One change that waits for the next commit.</summary>
internal abstract class MailboxMutation
{
    /// <summary>True if it must not share a commit with others (changes of the folder tree).</summary>
    public virtual bool Alone => false;

    /// <summary>Reads what planning needs. Runs when no other change can come between it and the plan.</summary>
    public virtual ValueTask PrepareAsync(MailboxReader reader) => ValueTask.CompletedTask;

    /// <summary>Decides and puts the change into the draft. A throw refuses this mutation alone and must leave the draft as it was.</summary>
    public abstract void Plan(MailboxDraft draft);

    /// <summary>The plan is durable and visible.</summary>
    public abstract void Succeed(MailboxModel committed);

    public abstract void Fail(Exception error);
}
