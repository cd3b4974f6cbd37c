namespace Mail.Engine.Scheduling;

/// <summary>Runs turns on the thread pool, without the scheduling thread's execution context.</summary>
internal sealed class ThreadPoolWorkScheduler : IWorkScheduler
{
    public bool RunsInline => true;

    public void Schedule(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: true);
}
