namespace Orleans.Concurrency;

/// <summary>Calls of this method change nothing and may overlap with each other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute
{
}
