namespace Mail.Engine.Scheduling;

/// <summary>Where turns run: the thread pool, or one thread in an order drawn from a seed.</summary>
internal interface IWorkScheduler
{
    /// <summary>True when a call to an idle grain may run its first turn on the caller's stack.</summary>
    bool RunsInline { get; }

    void Schedule(IThreadPoolWorkItem item);
}
