using System.Collections.Immutable;
using Mail.Contracts.Directory;
using Mail.Contracts.Errors;
using Mail.Contracts.Tenants;
using Mail.Domain.Identity;
using Mail.Storage;
using Mail.Storage.Directory;
using Orleans;
using Orleans.Concurrency;

namespace Mail.Grains.Directory;

/// <summary>
/// The addresses of one domain. Reentrant: look-ups do not wait for each other, and alias chains may come back to this domain.
/// </summary>
[Reentrant]
public sealed class DirectoryGrain(IDirectoryStore store) : Grain, IDirectoryGrain
{
    public const int MostAccounts = 1000;
    public const int MostAliasDepth = 10;

    private readonly AddressCache _cache = new(100_000);
    private readonly List<Task> _adding = [];
    private DomainSettings? _settings;
    private DomainName _domain;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        DomainName.TryParse(this.GetPrimaryKeyString(), out _domain);
        await RefreshAsync();
    }

    public async Task RefreshAsync()
    {
        _settings = await GrainFactory.GetGrain<IDomainGrain>(this.GetPrimaryKeyString()).GetAsync();
        await Task.WhenAll(_adding.Select(EndAsync));
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
        var replaced = await StoreAsync(() => store.ReplaceTargetsAsync(alias, CancellationToken.None));
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
        var removed = await StoreAsync(() => store.RemoveAsync(address, CancellationToken.None));
        _cache.Remove(address.LocalPart);
        return removed;
    }

    public async Task<ImmutableArray<AddressEntry>> ListAsync(string? after, int most)
    {
        if (most is < 1 or > 1000)
        {
            throw MailException.Invalid($"The number of addresses asked for must be 1 to 1000, not {most}.");
        }

        var entries = await StoreAsync(() => store.ListAsync(_domain, after, most, CancellationToken.None));
        return ImmutableArray.CreateRange(entries, View);
    }

    public async Task<AddressEntry?> FindAsync(string localPart) =>
        await LookUpAsync(Address(localPart)) is { } entry ? View(entry) : null;

    private static async Task EndAsync(Task adding)
    {
        try
        {
            await adding;
        }
        catch (MailException)
        {
            // Reaches who adds.
        }
    }

    private static AddressEntry View(DirectoryEntry entry) =>
        new(entry.Address, entry.Kind == AddressKind.Account ? entry.Account : null, entry.Targets);

    private static async ValueTask<T> StoreAsync<T>(Func<ValueTask<T>> call)
    {
        try
        {
            return await call();
        }
        catch (StoreUnavailableException error)
        {
            throw new MailException(MailErrorCode.Unavailable, error.Message);
        }
    }

    private EmailAddress Address(string localPart) =>
        _settings is null ? throw MailException.NotFound($"Domain '{this.GetPrimaryKeyString()}' is not served here.")
        : EmailAddress.TryCreate(localPart, _domain, out var address) ? address
        : throw MailException.Invalid($"'{localPart}' is not the local part of an address.");

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
        if (_settings is { IsClosing: true })
        {
            throw new MailException(MailErrorCode.FailedPrecondition, $"Domain '{_domain}' is being deleted: delete it again to end that, or put it again to keep it.");
        }

        var adding = StoreAsync(() => store.AddAsync(entry, CancellationToken.None)).AsTask();
        _adding.Add(adding);
        bool added;
        try
        {
            added = await adding;
        }
        finally
        {
            _adding.Remove(adding);
            _cache.Remove(entry.Address.LocalPart);
        }

        if (!added)
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
            entry = await StoreAsync(() => store.FindAsync(address, CancellationToken.None));
            if (_cache.Removals == before)
            {
                // Else a change was stored meanwhile, and what was read may be older.
                _cache.Put(address.LocalPart, entry);
            }
        }

        return entry;
    }
}
