using Mail.Grains.Mailbox.Model;

namespace Mail.Grains.Mailbox.Mutations;

/// <summary>A change of one value: a subscription, the quota.</summary>
internal sealed class SettingMutation(Action<MailboxDraft> set) : MailboxMutation<bool>
{
    public override void Plan(MailboxDraft draft) => set(draft);

    protected override bool Result(MailboxModel committed) => true;
}
