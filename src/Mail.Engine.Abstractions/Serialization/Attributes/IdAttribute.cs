namespace Orleans;

/// <summary>
/// The number under which a member travels; never reused within a type. On a record's parameter write <c>[property: Id(n)]</c>.
/// On a grain method it replaces the id derived from the signature.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method)]
public sealed class IdAttribute(uint id) : Attribute
{
    public uint Id { get; } = id;
}
