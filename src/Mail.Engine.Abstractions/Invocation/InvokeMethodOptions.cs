namespace Orleans.CodeGeneration;

/// <summary>How a call is sent and scheduled.</summary>
[Flags]
public enum InvokeMethodOptions
{
    /// <summary>An ordinary call.</summary>
    None = 0,

    /// <summary>No answer is awaited; errors are dropped.</summary>
    OneWay = 1,

    /// <summary>May overlap with other read-only calls.</summary>
    ReadOnly = 2,

    /// <summary>May overlap with any call.</summary>
    AlwaysInterleave = 4,

    /// <summary>Delivery order does not matter.</summary>
    Unordered = 8,
}
