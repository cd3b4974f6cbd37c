using Orleans;

namespace Mail.Contracts.Keys;

/// <summary>A key of the HTTP API, keyed by its public part.</summary>
[Alias("mail.api-key")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>AlreadyExists if the id is taken; NotFound if there is no such tenant; ResourceExhausted if the scope has 1,000 keys.</summary>
    Task CreateAsync(CreateApiKey request);

    /// <summary>Null if there is no such key.</summary>
    Task<ApiKeyInfo?> GetAsync();

    /// <summary>The key if its secret has this SHA-256, else null. Compares in constant time. A key is read again when 30 seconds have passed.</summary>
    Task<ApiKeyInfo?> VerifyAsync(ReadOnlyMemory<byte> hash);

    /// <summary>False if there is no such key.</summary>
    Task<bool> RevokeAsync();
}
