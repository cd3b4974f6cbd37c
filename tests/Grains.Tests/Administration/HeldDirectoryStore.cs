using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Storage.Directory;
using Mail.Storage.Rows;

namespace Grains.Tests.Administration;

/// <summary>The store behind it, whose answers a test may hold back: a look-up has read then, an addition has not yet written.</summary>
internal sealed class HeldDirectoryStore(IDirectoryStore store) : IDirectoryStore
{
    private readonly TaskCompletionSource _held = New();
    private TaskCompletionSource? _finds;
    private TaskCompletionSource? _adds;

    /// <summary>Ends when a call is held.</summary>
    public Task Held => _held.Task;

    public void HoldFinds() => _finds = New();

    public void LetFindsGo() => Go(ref _finds);

    public void HoldAdds() => _adds = New();

    public void LetAddsGo() => Go(ref _adds);

    public async ValueTask<InsertionOutcome> AddAsync(DirectoryEntry entry, CancellationToken cancellation)
    {
        await WaitAsync(_adds);
        return await store.AddAsync(entry, cancellation);
    }

    public async ValueTask<DirectoryEntry?> FindAsync(EmailAddress address, CancellationToken cancellation)
    {
        var found = await store.FindAsync(address, cancellation);
        await WaitAsync(_finds);
        return found;
    }

    public ValueTask<bool> ReplaceTargetsAsync(DirectoryEntry alias, CancellationToken cancellation) => store.ReplaceTargetsAsync(alias, cancellation);

    public ValueTask<bool> RemoveAsync(EmailAddress address, CancellationToken cancellation) => store.RemoveAsync(address, cancellation);

    public ValueTask<ImmutableArray<DirectoryEntry>> ListAsync(
        DomainName domain, AddressKind kind, string? after, int most, CancellationToken cancellation) =>
        store.ListAsync(domain, kind, after, most, cancellation);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Go(ref TaskCompletionSource? gate)
    {
        var held = gate;
        gate = null;
        held?.SetResult();
    }

    private async Task WaitAsync(TaskCompletionSource? gate)
    {
        if (gate is not null)
        {
            _held.TrySetResult();
            await gate.Task;
        }
    }
}
