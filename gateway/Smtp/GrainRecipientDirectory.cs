using System.Collections.Immutable;
using Mail.Contracts;
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

    private readonly Func<string, IDirectoryGrain> _directories = grains.ByString<IDirectoryGrain>();
    private readonly Func<Guid, IMailboxGrain> _mailboxes = grains.ByGuid<IMailboxGrain>();

    public async ValueTask<RecipientResolution> ResolveAsync(EmailAddress address, long size, CancellationToken cancellation)
    {
        var resolution = await _directories(address.Domain.Value).ResolveAsync(address.LocalPart).ConfigureAwait(false);
        if (resolution.Kind != ResolutionKind.Found)
        {
            return RecipientResolution.Refused(
                resolution.Kind == ResolutionKind.UnknownDomain ? RecipientVerdict.ForeignDomain : RecipientVerdict.UnknownUser);
        }

        if (resolution.Accounts.IsDefaultOrEmpty && resolution.Elsewhere.IsDefaultOrEmpty)
        {
            return RecipientResolution.Refused(RecipientVerdict.UnknownUser);
        }

        var verdict = resolution is { Accounts: [var only], Elsewhere.IsDefaultOrEmpty: true }
            ? await RoomAsync(only, size, cancellation).ConfigureAwait(false)
            : await SharedRoomAsync(resolution.Accounts, size, cancellation).ConfigureAwait(false);
        return verdict == RecipientVerdict.Accepted
            ? new RecipientResolution(verdict, resolution.Accounts) { Elsewhere = resolution.Elsewhere }
            : RecipientResolution.Refused(verdict);
    }

    private ValueTask<RecipientVerdict> RoomAsync(AccountId account, long size, CancellationToken cancellation) =>
        AskAsync(_mailboxes(account.Value).CheckRoomAsync(size), static room => room, cancellation);

    /// <summary>Of several, all must have room (<see cref="MailQuota.ForShared"/>): nobody's copy is left out in silence.</summary>
    private async ValueTask<RecipientVerdict> SharedRoomAsync(ImmutableArray<AccountId> accounts, long size, CancellationToken cancellation)
    {
        var all = await Task.WhenAll(accounts.Select(account => AskAsync(
            _mailboxes(account.Value).GetUsageAsync(), usage => usage.Quota.ForShared.Check(usage.UsedBytes, usage.UsedMessages, size), cancellation)
            .AsTask())).ConfigureAwait(false);
        return all.Contains(RecipientVerdict.MailboxTooSmall) ? RecipientVerdict.MailboxTooSmall
            : all.Contains(RecipientVerdict.MailboxFull) ? RecipientVerdict.MailboxFull
            : RecipientVerdict.Accepted;
    }

    private async ValueTask<RecipientVerdict> AskAsync<T>(Task<T> question, Func<T, QuotaVerdict> verdict, CancellationToken cancellation)
    {
        try
        {
            var answer = question.IsCompletedSuccessfully ? question.Result : await question.WaitAsync(RoomWait, clock, cancellation).ConfigureAwait(false);
            return verdict(answer) switch
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
