using Mail.Domain.Identity;
using System.Collections.Immutable;
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

    /// <summary>Changes several values in one write. NotFound: no such account; Aborted: it is not as expected.</summary>
    Task<AccountInfo> UpdateAsync(UpdateAccount request);

    /// <summary>What logins are checked against, app passwords included; null if there is no such account or it is disabled.</summary>
    Task<AccountCredentials?> GetCredentialsAsync();

    /// <summary>Adds a password for one program. ResourceExhausted beyond 25. Repeating it does nothing.</summary>
    Task AddAppPasswordAsync(AppPassword password);

    Task<ImmutableArray<AppPassword>> ListAppPasswordsAsync();

    /// <summary>False if it was not there.</summary>
    Task<bool> RemoveAppPasswordAsync(string id);

    /// <summary>
    /// Removes address, mailbox and account. False if there is no such account. Repeating it finishes what a crash interrupted; logins
    /// fail from its start on.
    /// </summary>
    Task<bool> DeleteAsync();
}
