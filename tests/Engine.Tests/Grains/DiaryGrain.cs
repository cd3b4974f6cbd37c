using System.Collections.Concurrent;
using Orleans;
using Orleans.Concurrency;

namespace Engine.Tests.Grains;

/// <summary>Tells tests of the lives of a key.</summary>
public interface IDiaryGrain : IGrainWithStringKey
{
    Task<int> Lives();

    Task Hold(string gate);

    [AlwaysInterleave]
    Task EndSoon();

    Task Delay(TimeSpan span);
}

public class DiaryGrain : Grain, IDiaryGrain
{
    private static readonly ConcurrentDictionary<string, int> Begun = new();
    private static readonly ConcurrentDictionary<string, TaskCompletionSource<DeactivationReason>> Ends = new();

    public static Task<DeactivationReason> Ended(string key) => End(key).Task.WaitAsync(TimeSpan.FromSeconds(30));

    public static bool HasEnded(string key) => End(key).Task.IsCompleted;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Begun.AddOrUpdate(this.GetPrimaryKeyString(), 1, (_, n) => n + 1);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        End(this.GetPrimaryKeyString()).TrySetResult(reason);
        return Task.CompletedTask;
    }

    public Task<int> Lives() => Task.FromResult(Begun[this.GetPrimaryKeyString()]);

    public Task Hold(string gate) => Gates.Of(gate).Pass();

    public Task EndSoon()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Delay(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    private static TaskCompletionSource<DeactivationReason> End(string key) =>
        Ends.GetOrAdd(key, _ => new TaskCompletionSource<DeactivationReason>(TaskCreationOptions.RunContinuationsAsynchronously));
}
