namespace Orleans.Concurrency;

/// <summary>Calls of this method need not arrive in order.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnorderedAttribute : Attribute
{
}
