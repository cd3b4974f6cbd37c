using Orleans.Runtime;

namespace Mail.Engine.Scheduling;

/// <summary>
/// Runs the turns of one activation one after the other. It is the current task scheduler during a turn, so that continuations after
/// an await come back to it. Turns run on whatever thread the <see cref="IWorkScheduler"/> gives, or on a caller's stack while idle.
/// </summary>
internal sealed class TurnScheduler(IWorkScheduler work, IGrainContext? owner) : TaskScheduler, IThreadPoolWorkItem, IWorkItemScheduler
{
    // Bounds how long one activation holds a thread, and how deep calls may nest on one stack.
    private const int TurnsPerSlice = 64;
    private const int InlineDepth = 6;

    private static readonly Action<object?> SliceAction = static state => ((TurnScheduler)state!).RunSlice();

    [ThreadStatic]
    private static TurnScheduler? _running;

    [ThreadStatic]
    private static int _depth;

    private readonly Queue<object> _turns = new();
    private Turn? _inlineTurn;
    private Status _status;

    private enum Status
    {
        Idle,
        Scheduled,
        Running,
    }

    /// <summary>Guards the queue of turns; the owner's gate shares it, so that a call costs one lock.</summary>
    public Lock SyncRoot { get; } = new();

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Call under <see cref="SyncRoot"/>. True when the caller must call <see cref="Schedule"/> after leaving it.</summary>
    public bool Enqueue(object turn)
    {
        _turns.Enqueue(turn);
        if (_status != Status.Idle)
        {
            return false;
        }

        _status = Status.Scheduled;
        return true;
    }

    /// <summary>Call under <see cref="SyncRoot"/>. True when the caller now owns the turn and must call <see cref="RunInline"/>.</summary>
    public bool TryBeginInline()
    {
        if (_status != Status.Idle || !work.RunsInline || _depth >= InlineDepth)
        {
            return false;
        }

        _status = Status.Running;
        return true;
    }

    public void Schedule() => work.Schedule(this);

    public void RunInline(Turn turn)
    {
        var context = ExecutionContext.Capture();
        var synchronization = SynchronizationContext.Current;
        CleanContext.Enter();
        if (synchronization is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }

        _inlineTurn = turn;
        RunOnThisThread();
        if (synchronization is not null)
        {
            SynchronizationContext.SetSynchronizationContext(synchronization);
        }

        if (context is not null)
        {
            ExecutionContext.Restore(context);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        lock (SyncRoot)
        {
            _status = Status.Running;
        }

        RunOnThisThread();
    }

    public void QueueAction(Action action) => QueueTurn(new ActionTurn(static state => ((Action)state!)(), action));

    public void QueueAction(Action<object> action, object state) => QueueTurn(new ActionTurn(s => action(s!), state));

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    public void QueueTurn(object turn)
    {
        bool schedule;
        lock (SyncRoot)
        {
            schedule = Enqueue(turn);
        }

        if (schedule)
        {
            Schedule();
        }
    }

    protected override void QueueTask(Task task) => QueueTurn(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(_running, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (SyncRoot)
        {
            return _turns.OfType<Task>().ToArray();
        }
    }

    // One task per slice makes this scheduler current for whatever runs inside.
    private void RunOnThisThread()
    {
        var outer = _running;
        var outerContext = RuntimeContext.Current;
        _running = this;
        _depth++;
        RuntimeContext.Current = owner;
        try
        {
            new Task(SliceAction, this, TaskCreationOptions.None).RunSynchronously(this);
        }
        finally
        {
            RuntimeContext.Current = outerContext;
            _depth--;
            _running = outer;
        }
    }

    private void RunSlice()
    {
        if (_inlineTurn is { } inline)
        {
            // On a caller's stack only its own turn runs; what came meanwhile goes to the scheduler.
            _inlineTurn = null;
            inline.Run();
        }
        else
        {
            for (var n = 0; n < TurnsPerSlice; n++)
            {
                object? turn;
                lock (SyncRoot)
                {
                    if (!_turns.TryDequeue(out turn))
                    {
                        _status = Status.Idle;
                        return;
                    }
                }

                Run(turn);
            }
        }

        lock (SyncRoot)
        {
            if (_turns.Count == 0)
            {
                _status = Status.Idle;
                return;
            }

            _status = Status.Scheduled;
        }

        Schedule();
    }

    private void Run(object turn)
    {
        if (turn is Task task)
        {
            TryExecuteTask(task);
            return;
        }

        CleanContext.Enter();
        ((Turn)turn).Run();
    }

    private sealed class ActionTurn(Action<object?> action, object? state) : Turn
    {
        public override void Run() => action(state);
    }
}
