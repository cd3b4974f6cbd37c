using Mail.Engine.Scheduling;

namespace Engine.Tests.Scheduling;

/// <summary>Runs all turns on the test's thread, each next one drawn from a seed.</summary>
internal sealed class SeededScheduler(int seed) : IWorkScheduler
{
    private readonly Random _random = new(seed);
    private readonly List<IThreadPoolWorkItem> _ready = [];

    public bool RunsInline => false;

    public void Schedule(IThreadPoolWorkItem item)
    {
        lock (_ready)
        {
            _ready.Add(item);
        }
    }

    public void RunAll()
    {
        while (Draw() is { } item)
        {
            item.Execute();
        }
    }

    private IThreadPoolWorkItem? Draw()
    {
        lock (_ready)
        {
            if (_ready.Count == 0)
            {
                return null;
            }

            var index = _random.Next(_ready.Count);
            var item = _ready[index];
            _ready.RemoveAt(index);
            return item;
        }
    }
}
