namespace Mail.Engine.Scheduling;

/// <summary>Runs turns on the thread pool, without the scheduling thread's execution context.</summary>
internal sealed class ThreadPoolWorkScheduler : IWorkScheduler
{
    public bool RunsInline => true;

    // The shared queue is first in, first out: a thread's own would let two grains that call each other starve all others.
    public void Schedule(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
}
