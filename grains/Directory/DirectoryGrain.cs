using System.Collections.Immutable;
using Mail.Contracts.Directory;
using Mail.Contracts.Errors;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Mail.Grains.Domain;
using Mail.Storage.Directory;
using Mail.Storage.Domains;
using Mail.Storage.Rows;
using Orleans;
using Orleans.Concurrency;

namespace Mail.Grains.Directory;

/// <summary>
/// The addresses of one domain. Reentrant: look-ups do not wait for each other, and alias chains may come back to this domain.
/// </summary>
[Reentrant]
public sealed class DirectoryGrain(IDirectoryStore store, IDomainStore domains) : Grain, IDirectoryGrain
{
    public const int MostAccounts = 1000;
    public const int MostAliasDepth = 10;

    private readonly AddressCache _cache = new(100_000);
    private DomainSettings? _settings;
    private DomainName _domain;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => RefreshAsync();

    public async Task RefreshAsync()
    {
        var key = this.GetPrimaryKeyString();
        var row = DomainName.TryParse(key, out _domain) && _domain.Value == key
            ? await StoreCalls.ReadAsync(() => domains.FindAsync(_domain, CancellationToken.None))
            : null;
        _settings = row is null ? null : DomainViews.Settings(row.Row);
    }

    public async Task<Resolution> ResolveAsync(string localPart)
    {
        if (_settings is null)
        {
            return Resolution.UnknownDomain;
        }

        if (!EmailAddress.TryCreate(localPart, _domain, out var address))
        {
            return Resolution.UnknownUser;
        }

        var entry = await FindAsync(address);
        return entry switch
        {
            null => Resolution.UnknownUser,
            { Kind: AddressKind.Account } => new Resolution(ResolutionKind.Found, [entry.Account], []),
            _ => await new AliasExpansion(GrainFactory).ExpandAsync(entry),
        };
    }

    public async Task AddAccountAsync(string localPart, AccountId account) =>
        await AddAsync(new DirectoryEntry(Address(localPart), AddressKind.Account, account, []));

    public async Task AddAliasAsync(string localPart, ImmutableArray<EmailAddress> targets) => await AddAsync(Alias(localPart, targets));

    public async Task<bool> PutAliasAsync(string localPart, ImmutableArray<EmailAddress> targets)
    {
        var alias = Alias(localPart, targets);
        var replaced = await StoreCalls.ReadAsync(() => store.ReplaceTargetsAsync(alias, CancellationToken.None));
        _cache.Remove(alias.Address.LocalPart);
        if (!replaced)
        {
            await AddAsync(alias);
        }

        return !replaced;
    }

    public async Task<bool> RemoveAsync(string localPart)
    {
        var address = Address(localPart);
        var removed = await StoreCalls.ReadAsync(() => store.RemoveAsync(address, CancellationToken.None));
        _cache.Remove(address.LocalPart);
        return removed;
    }

    public async Task<AddressEntry?> FindAsync(string localPart) =>
        await LookUpAsync(Address(localPart)) is { } entry ? AddressViews.Of(entry) : null;

    private EmailAddress Address(string localPart) =>
        _settings is null ? throw NotServed()
        : EmailAddress.TryCreate(localPart, _domain, out var address) ? address
        : throw MailException.Invalid($"'{localPart}' is not the local part of an address.");

    private MailException NotServed() => MailException.NotFound($"Domain '{this.GetPrimaryKeyString()}' is not served here.");

    private DirectoryEntry Alias(string localPart, ImmutableArray<EmailAddress> targets)
    {
        if (targets.IsDefaultOrEmpty || targets.Length > MostAccounts)
        {
            throw MailException.Invalid($"An alias needs 1 to {MostAccounts} targets.");
        }

        var address = Address(localPart);
        return targets.Contains(address)
            ? throw MailException.Invalid($"'{address}' cannot stand for itself: as an alias it has no mailbox.")
            : new DirectoryEntry(address, AddressKind.Alias, default, targets);
    }

    private async ValueTask AddAsync(DirectoryEntry entry)
    {
        InsertionOutcome outcome;
        try
        {
            outcome = await StoreCalls.ReadAsync(() => store.AddAsync(entry, CancellationToken.None));
        }
        finally
        {
            _cache.Remove(entry.Address.LocalPart);
        }

        if (outcome == InsertionOutcome.NoOwner)
        {
            throw NotServed();
        }

        if (outcome != InsertionOutcome.Done)
        {
            throw MailException.Exists($"Address '{entry.Address}' is taken.");
        }
    }

    /// <summary>Exact address, then without its tag, then the catch-all.</summary>
    private async ValueTask<DirectoryEntry?> FindAsync(EmailAddress address)
    {
        if (await LookUpAsync(address) is { } exact)
        {
            return exact;
        }

        if (_settings?.TagDelimiter is { } delimiter && address.LocalPart.IndexOf(delimiter) is var at and > 0
            && EmailAddress.TryCreate(address.LocalPart[..at], _domain, out var untagged)
            && await LookUpAsync(untagged) is { } tagged)
        {
            return tagged;
        }

        return _settings?.CatchAll is { } catchAll
            ? new DirectoryEntry(address, AddressKind.Alias, default, [catchAll])
            : null;
    }

    private async ValueTask<DirectoryEntry?> LookUpAsync(EmailAddress address)
    {
        if (!_cache.TryGet(address.LocalPart, out var entry))
        {
            var before = _cache.Removals;
            entry = await StoreCalls.ReadAsync(() => store.FindAsync(address, CancellationToken.None));
            if (_cache.Removals == before)
            {
                // Else a change was stored meanwhile, and what was read may be older.
                _cache.Put(address.LocalPart, entry);
            }
        }

        return entry;
    }
}
