namespace Orleans.Serialization.Buffers;

/// <summary>Bounds of the wire format.</summary>
public static class WireLimits
{
    /// <summary>Objects within objects, in levels. Cycles and reference identity are not supported: a cycle ends here.</summary>
    public const int MaxDepth = 128;

    /// <summary>A type name, in UTF-8 bytes.</summary>
    public const int MaxTypeName = 1024;

    /// <summary>Generic arguments within generic arguments of a type name, in levels.</summary>
    public const int MaxTypeNesting = 4;

    /// <summary>Elements allocated before any was read; more are allocated as they arrive.</summary>
    public const int MaxPreallocated = 1024;

    /// <summary>The largest field id.</summary>
    public const uint MaxFieldId = (1u << 29) - 1;
}
