using Mail.Contracts.Directory;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Gateway.Smtp;

/// <summary>The directory and mailbox grains asked about a recipient.</summary>
public sealed class GrainRecipientDirectory(IGrainFactory grains, TimeProvider clock) : IRecipientDirectory
{
    // A mailbox that does not answer refuses nobody: what is accepted waits for it in the log.
    private static readonly TimeSpan RoomWait = TimeSpan.FromSeconds(2);

    public async ValueTask<RecipientResolution> ResolveAsync(EmailAddress address, long size, CancellationToken cancellation)
    {
        var resolution = await grains.GetGrain<IDirectoryGrain>(address.Domain.Value).ResolveAsync(address.LocalPart).ConfigureAwait(false);
        if (resolution.Kind != ResolutionKind.Found)
        {
            return RecipientResolution.Refused(
                resolution.Kind == ResolutionKind.UnknownDomain ? RecipientVerdict.ForeignDomain : RecipientVerdict.UnknownUser);
        }

        if (resolution.Accounts.IsDefaultOrEmpty && resolution.Elsewhere.IsDefaultOrEmpty)
        {
            return RecipientResolution.Refused(RecipientVerdict.UnknownUser);
        }

        // One full mailbox behind an alias does not refuse the others' mail.
        var verdict = resolution is { Accounts: [var only], Elsewhere.IsDefaultOrEmpty: true }
            ? await RoomAsync(only, size, cancellation).ConfigureAwait(false)
            : RecipientVerdict.Accepted;
        return verdict == RecipientVerdict.Accepted
            ? new RecipientResolution(verdict, resolution.Accounts) { Elsewhere = resolution.Elsewhere }
            : RecipientResolution.Refused(verdict);
    }

    private async ValueTask<RecipientVerdict> RoomAsync(AccountId account, long size, CancellationToken cancellation)
    {
        try
        {
            var question = grains.GetGrain<IMailboxGrain>(account.Value).CheckRoomAsync(size);
            var room = question.IsCompletedSuccessfully
                ? question.Result
                : await question.WaitAsync(RoomWait, clock, cancellation).ConfigureAwait(false);
            return room switch
            {
                QuotaVerdict.Fits => RecipientVerdict.Accepted,
                QuotaVerdict.Full => RecipientVerdict.MailboxFull,
                _ => RecipientVerdict.MailboxTooSmall,
            };
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return RecipientVerdict.Accepted;
        }
    }
}
