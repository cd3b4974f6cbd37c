using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;

namespace Mail.Contracts.Accounts;

/// <summary>A person's or service's account, keyed by its <see cref="AccountId"/>.</summary>
[Alias("mail.account")]
public interface IAccountGrain : IGrainWithGuidKey
{
    /// <summary>
    /// Creates the account, its mailbox and its address. AlreadyExists if the address is another's; NotFound if the domain is not
    /// served. Repeating it with the same key finishes what a crash interrupted.
    /// </summary>
    Task CreateAsync(CreateAccount request);

    /// <summary>Null if there is no such account.</summary>
    Task<AccountInfo?> GetAsync();

    /// <summary>What a login is checked against; null if there is no such account or it is disabled.</summary>
    Task<ScramVerifier?> GetVerifierAsync();

    Task SetVerifierAsync(ScramVerifier verifier);

    Task SetEnabledAsync(bool enabled);

    Task SetQuotaAsync(MailQuota quota);

    /// <summary>Whether the server keeps a copy of what the account submits in its Sent folder; most mail programs do so themselves. Default: no.</summary>
    Task SetCopyToSentAsync(bool copy);
}
