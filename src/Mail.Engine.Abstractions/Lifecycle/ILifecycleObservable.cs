namespace Orleans;

/// <summary>A lifecycle whose stages can be joined.</summary>
public interface ILifecycleObservable
{
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}

/// <summary>Takes part in one stage of a lifecycle.</summary>
public interface ILifecycleObserver
{
    Task OnStart(CancellationToken cancellationToken = default);

    Task OnStop(CancellationToken cancellationToken = default);
}

/// <summary>A lifecycle that can be driven.</summary>
public interface ILifecycleSubject : ILifecycleObservable, ILifecycleObserver
{
}

/// <summary>Joins a lifecycle when asked to.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    void Participate(TLifecycleObservable lifecycle);
}
