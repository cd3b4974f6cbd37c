namespace Orleans.Metadata;

/// <summary>Names the grain type that answers an interface which several classes implement.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class DefaultGrainTypeAttribute(string grainType) : Attribute
{
    internal string GrainType { get; } = grainType;
}
