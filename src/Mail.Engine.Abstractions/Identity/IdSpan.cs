using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Orleans.Runtime;

/// <summary>An immutable run of bytes used as an identifier; UTF-8 when it came from text.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>, ISpanFormattable
{
    private readonly byte[]? _value;
    private readonly int _hashCode;

    public IdSpan(byte[] value)
    {
        _value = value;
        _hashCode = (int)StableBytesHash.Compute(value);
    }

    private IdSpan(byte[] value, int hashCode)
    {
        _value = value;
        _hashCode = hashCode;
    }

    public bool IsDefault => _value is null || _value.Length == 0;

    public ReadOnlyMemory<byte> Value => _value;

    public static IdSpan Create(string id) => new(Encoding.UTF8.GetBytes(id));

    public static IdSpan UnsafeCreate(byte[] value, int hashCode) => new(value, hashCode);

    public static byte[]? UnsafeGetArray(IdSpan id) => id._value;

    public ReadOnlySpan<byte> AsSpan() => _value;

    public bool Equals(IdSpan other)
    {
        if (_hashCode != other._hashCode)
        {
            return false;
        }

        return ReferenceEquals(_value, other._value) || _value.AsSpan().SequenceEqual(other._value);
    }

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is IdSpan other && Equals(other);

    public override int GetHashCode() => _hashCode;

    public uint GetUniformHashCode() => unchecked((uint)_hashCode);

    public int CompareTo(IdSpan other) => _value.AsSpan().SequenceCompareTo(other._value.AsSpan());

    public override string ToString() => _value is null ? "" : Encoding.UTF8.GetString(_value);

    public bool TryFormat(Span<char> destination, out int charsWritten) => Encoding.UTF8.TryGetChars(_value, destination, out charsWritten);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten);

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
