using Mail.Contracts.Keys;

namespace Mail.Gateway.Tests.Imap.Fakes;

internal sealed class FakeSecret : IServerSecretGrain
{
    private ReadOnlyMemory<byte>? _secret;

    public Task<ReadOnlyMemory<byte>> GetOrKeepAsync(ReadOnlyMemory<byte> fresh) => Task.FromResult(_secret ??= fresh);
}
