namespace Orleans.Runtime;

/// <summary>Fixes a grain interface's name inside the cluster.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class GrainInterfaceTypeAttribute(string value) : Attribute
{
    internal string Value { get; } = value;
}
