namespace Orleans.Concurrency;

/// <summary>The caller awaits no answer; errors are dropped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute
{
}
