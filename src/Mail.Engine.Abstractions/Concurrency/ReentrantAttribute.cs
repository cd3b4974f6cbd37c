namespace Orleans.Concurrency;

/// <summary>Calls of this grain may overlap at every await.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute
{
}
