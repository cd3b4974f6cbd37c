namespace Orleans;

/// <summary>A promise that the value never changes once passed on: it is shared inside a silo, not copied.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class ImmutableAttribute : Attribute;
