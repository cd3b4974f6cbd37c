namespace Mail.Engine.Scheduling;

/// <summary>The empty execution context, in which every turn starts: what callers keep in async locals must not leak into grains.</summary>
internal static class CleanContext
{
    private static readonly ExecutionContext Empty = Capture();

    public static void Enter() => ExecutionContext.Restore(Empty);

    private static ExecutionContext Capture()
    {
        ExecutionContext? captured = null;
        var thread = new Thread(() => captured = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return captured!;
    }
}
