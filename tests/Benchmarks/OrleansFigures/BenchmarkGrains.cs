using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace OrleansFigures;

[Alias("figures.echo")]
internal interface IEchoGrain : IGrainWithIntegerKey
{
    Task<int> NextAsync(int number);
}

/// <summary>A call and nothing else.</summary>
internal sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<int> NextAsync(int number) => Task.FromResult(number + 1);
}

[Alias("figures.state")]
internal interface IStateGrain : IGrainWithIntegerKey
{
    Task<int> WriteAsync(int number);
}

/// <summary>Cold state of 1 KiB, written by each call.</summary>
internal sealed class StateGrain([PersistentState("figures")] IPersistentState<StateGrain.Data> state) : Grain, IStateGrain
{
    public async Task<int> WriteAsync(int number)
    {
        (state.State.Number, state.State.Ballast) = (number, state.State.Ballast ?? new byte[1024]);
        await state.WriteStateAsync();
        return state.State.Number;
    }

    [GenerateSerializer, Alias("figures.state.data")]
    internal sealed class Data
    {
        [Id(0)]
        public int Number { get; set; }

        [Id(1)]
        public byte[]? Ballast { get; set; }
    }
}

[Alias("figures.reminder")]
internal interface IReminderGrain : IGrainWithIntegerKey
{
    /// <summary>Registers a reminder and takes it back.</summary>
    Task RegisterAsync();

    /// <summary>Registers a reminder that is due in <see cref="ReminderGrain.Due"/>; completes when it has come.</summary>
    [AlwaysInterleave]
    Task BeRemindedAsync();
}

internal sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Due = TimeSpan.FromMilliseconds(50);
    private readonly TaskCompletionSource _reminded = new();

    public async Task RegisterAsync() => await this.UnregisterReminder(await this.RegisterOrUpdateReminder("later", Period, Period));

    public async Task BeRemindedAsync()
    {
        await this.RegisterOrUpdateReminder("soon", Due, Period);
        await _reminded.Task;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await this.UnregisterReminder((await this.GetReminder(reminderName))!);
        _reminded.TrySetResult();
    }
}
