namespace Orleans.Serialization.Buffers;

/// <summary>
/// How a field's value is laid out, so that a reader that does not know the field can skip it. A field starts with the
/// varint <c>(id &lt;&lt; 3) | wire type</c>.
/// </summary>
public enum WireType : byte
{
    /// <summary>No value: id 0 ends an object, id 1 ends the fields of a base class.</summary>
    Control = 0,

    /// <summary>LEB128, at most 10 bytes; signed numbers are zigzag-coded.</summary>
    VarInt = 1,

    /// <summary>4 bytes, little endian.</summary>
    Fixed32 = 2,

    /// <summary>8 bytes, little endian.</summary>
    Fixed64 = 3,

    /// <summary>A varint length and that many bytes.</summary>
    LengthPrefixed = 4,

    /// <summary>Fields up to the end control.</summary>
    Object = 5,

    /// <summary>The null reference, nothing follows.</summary>
    Null = 6,

    /// <summary>A length-prefixed type name from the manifest, then one field (id 0) with the value.</summary>
    Typed = 7,
}
