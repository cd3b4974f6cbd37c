namespace Orleans.Runtime;

/// <summary>A silo's start and stop, in stages (<see cref="ServiceLifecycleStage"/>).</summary>
public interface ISiloLifecycle : ILifecycleObservable
{
    int HighestCompletedStage { get; }

    int LowestStoppedStage { get; }
}

/// <summary>A silo's lifecycle that can be driven.</summary>
public interface ISiloLifecycleSubject : ISiloLifecycle, ILifecycleSubject
{
}

/// <summary>An activation's start and stop, in stages (<see cref="GrainLifecycleStage"/>).</summary>
public interface IGrainLifecycle : ILifecycleObservable
{
}

/// <summary>Stages of an activation.</summary>
public static class GrainLifecycleStage
{
    public const int First = int.MinValue;
    public const int SetupState = 1000;
    public const int Activate = 2000;
    public const int Last = int.MaxValue;
}
