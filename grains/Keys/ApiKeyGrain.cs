using System.Security.Cryptography;
using Mail.Contracts.Errors;
using Mail.Contracts.Keys;
using Mail.Storage.Keys;
using Mail.Storage.Rows;
using Orleans;

namespace Mail.Grains.Keys;

/// <summary>A key of the HTTP API. Its tenant takes it along without asking, so what is remembered of it is not believed for long.</summary>
public sealed class ApiKeyGrain(IApiKeyStore keys, TimeProvider time) : Grain, IApiKeyGrain
{
    public const int MostOfOwner = 1000;
    public const int LongestName = 100;

    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(30);

    private Versioned<ApiKeyRow>? _key;
    private long _readAt;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken) => LoadAsync();

    public async Task CreateAsync(CreateApiKey request)
    {
        if (request.Hash.Length != SHA256.HashSizeInBytes || request.Name.Length is 0 or > LongestName)
        {
            throw MailException.Invalid($"An API key needs a name of 1 to {LongestName} characters and a hash of 32 octets.");
        }

        var row = new ApiKeyRow(Id, request.Name, request.Tenant, request.Hash, request.CreatedAt);
        var insertion = await this.ChangeAsync(() => keys.InsertAsync(row, MostOfOwner, CancellationToken.None));
        _key = insertion.Outcome switch
        {
            InsertionOutcome.Done => new Versioned<ApiKeyRow>(row, insertion.Version),
            InsertionOutcome.NoOwner => throw MailException.NotFound($"There is no tenant '{request.Tenant}'."),
            InsertionOutcome.TooMany => throw new MailException(MailErrorCode.ResourceExhausted, $"There can be at most {MostOfOwner} keys: revoke some first."),
            _ => throw MailException.Exists("There is such a key already."),
        };
        _readAt = time.GetTimestamp();
    }

    public async Task<ApiKeyInfo?> GetAsync() => await CurrentAsync() is { } row ? ApiKeyViews.Of(row) : null;

    public async Task<ApiKeyInfo?> VerifyAsync(ReadOnlyMemory<byte> hash) =>
        await CurrentAsync() is { } row && CryptographicOperations.FixedTimeEquals(hash.Span, row.Hash.Span) ? ApiKeyViews.Of(row) : null;

    public async Task<bool> RevokeAsync()
    {
        if (_key is { } key && await this.ChangeAsync(() => keys.DeleteAsync(Id, key.Version, CancellationToken.None)))
        {
            _key = null;
            return true;
        }

        // Gone with its tenant, unless another has made it anew.
        await LoadAsync();
        return _key is null ? false : throw this.Stale();
    }

    private async Task<ApiKeyRow?> CurrentAsync()
    {
        if (time.GetElapsedTime(_readAt) > Believed)
        {
            await LoadAsync();
        }

        return _key?.Row;
    }

    private async Task LoadAsync()
    {
        var readAt = time.GetTimestamp();
        _key = await StoreCalls.ReadAsync(() => keys.FindAsync(Id, CancellationToken.None));
        _readAt = readAt;
    }
}
