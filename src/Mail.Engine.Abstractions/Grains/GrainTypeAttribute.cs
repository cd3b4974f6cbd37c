namespace Orleans;

/// <summary>Fixes a grain class's name inside the cluster, so that the class may be renamed.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    internal string GrainType { get; } = grainType;
}
