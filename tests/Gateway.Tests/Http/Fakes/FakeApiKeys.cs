using Mail.Contracts.Errors;
using Mail.Contracts.Keys;

namespace Mail.Gateway.Tests.Http.Fakes;

/// <summary>API keys in memory.</summary>
internal sealed class FakeApiKeys
{
    private readonly Dictionary<string, CreateApiKey> _keys = [];

    public IReadOnlyDictionary<string, CreateApiKey> Keys => _keys;

    public IApiKeyGrain Of(string id) => new Key(id, _keys);

    private sealed class Key(string id, Dictionary<string, CreateApiKey> keys) : IApiKeyGrain
    {
        public Task CreateAsync(CreateApiKey request) => keys.TryAdd(id, request) ? Task.CompletedTask : throw MailException.Exists("There is such a key already.");

        public Task<ApiKeyInfo?> GetAsync() => Task.FromResult(View());

        public Task<ApiKeyInfo?> VerifyAsync(ReadOnlyMemory<byte> hash) =>
            Task.FromResult(keys.TryGetValue(id, out var key) && key.Hash.Span.SequenceEqual(hash.Span) ? View() : null);

        public Task<bool> RevokeAsync() => Task.FromResult(keys.Remove(id));

        private ApiKeyInfo? View() => keys.TryGetValue(id, out var key) ? new ApiKeyInfo(id, key.Name, key.Tenant, key.CreatedAt) : null;
    }
}
