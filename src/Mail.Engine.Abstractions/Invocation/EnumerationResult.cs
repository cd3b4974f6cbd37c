namespace Orleans.Runtime;

/// <summary>What one step of a grain's asynchronous enumeration brought.</summary>
[Flags]
public enum EnumerationResult
{
    Heartbeat = 1,
    Element = 1 << 1,
    Batch = 1 << 2,
    Completed = 1 << 3,
    CompletedWithElement = Completed | Element,
    CompletedWithBatch = Completed | Batch,
    MissingEnumeratorError = 1 << 4,
    Error = 1 << 5,
    Canceled = 1 << 6,
}
