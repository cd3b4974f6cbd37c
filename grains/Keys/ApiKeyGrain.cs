using System.Security.Cryptography;
using Mail.Contracts.Errors;
using Mail.Contracts.Keys;
using Mail.Contracts.Names;
using Mail.Contracts.Tenants;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains.Keys;

/// <summary>A key of the HTTP API. The index has it before it can be used, so that every key that works can be seen and revoked.</summary>
public sealed class ApiKeyGrain([PersistentState("api-key")] IPersistentState<ApiKeyState> state) : Grain, IApiKeyGrain
{
    public const int MostKeys = 1000;
    public const int LongestName = 100;

    public async Task CreateAsync(CreateApiKey request)
    {
        if (request.Hash.Length != SHA256.HashSizeInBytes || request.Name.Length is 0 or > LongestName)
        {
            throw MailException.Invalid($"An API key needs a name of 1 to {LongestName} characters and a hash of 32 octets.");
        }

        if (state.RecordExists)
        {
            throw MailException.Exists("There is such a key already.");
        }

        var index = GrainFactory.GetGrain<INameIndexGrain>(NameIndexes.ApiKeys(request.Tenant));
        if ((await index.ListAsync(null, MostKeys)).Length >= MostKeys)
        {
            throw new MailException(MailErrorCode.ResourceExhausted, $"There can be at most {MostKeys} keys: revoke some first.");
        }

        // Listed before the look at the tenant: one that ends after it finds the key and revokes it.
        await index.AddAsync(this.GetPrimaryKeyString());
        if (request.Tenant is { } tenant && await GrainFactory.GetGrain<ITenantGrain>(tenant.Value).GetAsync() is null)
        {
            await index.RemoveAsync(this.GetPrimaryKeyString());
            throw MailException.NotFound($"There is no tenant '{tenant}'.");
        }

        state.State = new ApiKeyState { Name = request.Name, Tenant = request.Tenant, Hash = request.Hash, CreatedAt = request.CreatedAt };
        await state.SaveAsync(this);
    }

    public Task<ApiKeyInfo?> GetAsync() => Task.FromResult(View());

    public Task<ApiKeyInfo?> VerifyAsync(ReadOnlyMemory<byte> hash) => Task.FromResult(
        state.RecordExists && CryptographicOperations.FixedTimeEquals(hash.Span, state.State.Hash.Span) ? View() : null);

    public async Task<bool> RevokeAsync()
    {
        if (!state.RecordExists)
        {
            return false;
        }

        var tenant = state.State.Tenant;
        await state.RemoveAsync(this);
        await GrainFactory.GetGrain<INameIndexGrain>(NameIndexes.ApiKeys(tenant)).RemoveAsync(this.GetPrimaryKeyString());
        return true;
    }

    private ApiKeyInfo? View() => state.RecordExists
        ? new ApiKeyInfo(this.GetPrimaryKeyString(), state.State.Name, state.State.Tenant, state.State.CreatedAt)
        : null;
}
