namespace Orleans.Concurrency;

/// <summary>Calls of this method may overlap with any other call.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute
{
}
