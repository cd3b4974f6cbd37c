using Orleans;

namespace Mail.Engine.Lifecycle;

/// <summary>Observers in stages: started upwards, those of one stage together, stopped downwards from the highest stage reached.</summary>
internal abstract class StagedLifecycle : ILifecycleSubject
{
    private readonly List<Subscription> _subscriptions = [];

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var subscription = new Subscription(this, stage, observer);
        lock (_subscriptions)
        {
            _subscriptions.Add(subscription);
        }

        return subscription;
    }

    public async Task OnStart(CancellationToken cancellationToken = default)
    {
        foreach (var stage in Stages().OrderBy(s => s.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(stage.Select(s => s.Start(cancellationToken)));
            HighestCompletedStage = stage.Key;
        }
    }

    public async Task OnStop(CancellationToken cancellationToken = default)
    {
        foreach (var stage in Stages().Where(s => s.Any(x => x.Started)).OrderByDescending(s => s.Key))
        {
            try
            {
                await Task.WhenAll(stage.Where(s => s.Started).Select(s => s.Stop(cancellationToken)));
            }
            catch (Exception error)
            {
                OnStopFailed(stage.Key, error);
            }

            LowestStoppedStage = stage.Key;
        }
    }

    protected virtual void OnStopFailed(int stage, Exception error)
    {
    }

    private List<IGrouping<int, Subscription>> Stages()
    {
        lock (_subscriptions)
        {
            return _subscriptions.GroupBy(s => s.Stage).ToList();
        }
    }

    private sealed class Subscription(StagedLifecycle owner, int stage, ILifecycleObserver observer) : IDisposable
    {
        public int Stage => stage;

        public bool Started { get; private set; }

        public Task Start(CancellationToken cancellationToken)
        {
            Started = true;
            return observer.OnStart(cancellationToken);
        }

        public Task Stop(CancellationToken cancellationToken) => observer.OnStop(cancellationToken);

        public void Dispose()
        {
            lock (owner._subscriptions)
            {
                owner._subscriptions.Remove(this);
            }
        }
    }
}
