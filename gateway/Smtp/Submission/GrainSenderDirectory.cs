using Mail.Contracts.Accounts;
using Mail.Contracts.Directory;
using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Contracts.Tenants;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Gateway.Smtp.Submission;

/// <summary>Directory, domain, account and mailbox grains asked about a sender.</summary>
public sealed class GrainSenderDirectory(IGrainFactory grains) : ISenderDirectory
{
    private static readonly FolderName Sent = FolderName.Parse("Sent");

    public async ValueTask<bool> OwnsAsync(AccountId account, EmailAddress address)
    {
        var directory = grains.GetGrain<IDirectoryGrain>(address.Domain.Value);
        try
        {
            // Asked by entry, not by "who receives this": mail to any unknown address may reach a catch-all's owner.
            return await FindAsync(directory, address).ConfigureAwait(false) switch
            {
                null => false,
                { Account: { } owner } => owner == account,
                { } alias => await LeadsToAsync(directory, alias, account).ConfigureAwait(false),
            };
        }
        catch (MailException refusal) when (refusal.Code == MailErrorCode.NotFound)
        {
            // The domain is not served here.
            return false;
        }
    }

    public async ValueTask KeepSentAsync(AccountId account, BlobRef blob, ReadOnlyMemory<byte> summary, bool asked)
    {
        if (!asked && await grains.GetGrain<IAccountGrain>(account.Value).GetAsync().ConfigureAwait(false) is not { CopyToSent: true })
        {
            return;
        }

        var mailbox = grains.GetGrain<IMailboxGrain>(account.Value);
        await mailbox.AppendAsync(
            new AppendMessage(await SentFolderAsync(mailbox).ConfigureAwait(false), blob, summary, MessageFlags.Seen, [], InternalDate: null)).ConfigureAwait(false);
    }

    /// <summary>The folder of that use (RFC 6154), which its owner may call anything; else the one of that name, which is made if it is missing.</summary>
    private static async ValueTask<FolderName> SentFolderAsync(IMailboxGrain mailbox)
    {
        var folders = (await mailbox.ListFoldersAsync().ConfigureAwait(false)).Folders;
        if ((folders.FirstOrDefault(f => f.Use == SpecialUse.Sent) ?? folders.FirstOrDefault(f => f.Name == Sent)) is { } there)
        {
            return there.Name;
        }

        try
        {
            await mailbox.CreateFolderAsync(Sent, SpecialUse.Sent).ConfigureAwait(false);
            await mailbox.SetSubscribedAsync(Sent, subscribed: true).ConfigureAwait(false);
        }
        catch (MailException race) when (race.Code == MailErrorCode.AlreadyExists)
        {
            // Another message's copy has made it.
        }

        return Sent;
    }

    private async ValueTask<AddressEntry?> FindAsync(IDirectoryGrain directory, EmailAddress address)
    {
        if (await directory.FindAsync(address.LocalPart).ConfigureAwait(false) is { } exact)
        {
            return exact;
        }

        var settings = await grains.GetGrain<IDomainGrain>(address.Domain.Value).GetAsync().ConfigureAwait(false);
        return settings?.TagDelimiter is { } delimiter && address.LocalPart.IndexOf(delimiter) is var at and > 0
            ? await directory.FindAsync(address.LocalPart[..at]).ConfigureAwait(false)
            : null;
    }

    private static async ValueTask<bool> LeadsToAsync(IDirectoryGrain directory, AddressEntry alias, AccountId account)
    {
        var resolution = await directory.ResolveAsync(alias.Address.LocalPart).ConfigureAwait(false);
        return resolution.Kind == ResolutionKind.Found && resolution.Elsewhere.IsDefaultOrEmpty
            && resolution.Accounts.Length == 1 && resolution.Accounts[0] == account;
    }
}
