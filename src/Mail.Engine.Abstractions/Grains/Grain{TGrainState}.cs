using Orleans.Core;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of grain classes with one state, read before activation. Its provider is named by <see cref="Providers.StorageProviderAttribute"/>.</summary>
public class Grain<TGrainState> : Grain
{
    private IStorage<TGrainState>? _storage;

    protected Grain() => ((IGrainBase)this).GrainContext.ObservableLifecycle.Subscribe(GetType().FullName!, GrainLifecycleStage.SetupState, SetUp);

    protected Grain(IStorage<TGrainState> storage) => _storage = storage;

    protected TGrainState State
    {
        get => Storage.State;
        set => Storage.State = value;
    }

    private IStorage<TGrainState> Storage => _storage ?? throw new InvalidOperationException("The state is not there yet: it is read when the grain activates.");

    protected virtual Task ClearStateAsync() => Storage.ClearStateAsync();

    protected virtual Task WriteStateAsync() => Storage.WriteStateAsync();

    protected virtual Task ReadStateAsync() => Storage.ReadStateAsync();

    private Task SetUp(CancellationToken cancellationToken)
    {
        _storage = Runtime.GetStorage<TGrainState>(GrainContext);
        return _storage.ReadStateAsync(cancellationToken);
    }
}
