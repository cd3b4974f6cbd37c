using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Orleans.Runtime;

/// <summary>A stream's namespace and key.</summary>
public readonly struct StreamId : IEquatable<StreamId>, IComparable<StreamId>, ISpanFormattable
{
    private readonly IdSpan _namespace;
    private readonly IdSpan _key;

    private StreamId(IdSpan ns, IdSpan key)
    {
        _namespace = ns;
        _key = key;
    }

    public ReadOnlyMemory<byte> Namespace => _namespace.Value;

    public ReadOnlyMemory<byte> Key => _key.Value;

    internal IdSpan KeySpan => _key;

    public static StreamId Create(string ns, string key) => new(IdSpan.Create(ns), IdSpan.Create(key));

    public static StreamId Create(string ns, Guid key) => new(IdSpan.Create(ns), GrainIdKeyExtensions.CreateGuidKey(key));

    public static StreamId Create(string ns, long key) => new(IdSpan.Create(ns), GrainIdKeyExtensions.CreateIntegerKey(key));

    public static StreamId Parse(ReadOnlySpan<byte> value)
    {
        var slash = value.IndexOf((byte)'/');
        return slash < 0
            ? throw new FormatException($"\"{Encoding.UTF8.GetString(value)}\" is not a stream id of the form namespace/key.")
            : new StreamId(new IdSpan(value[..slash].ToArray()), new IdSpan(value[(slash + 1)..].ToArray()));
    }

    public string? GetNamespace() => _namespace.IsDefault ? null : _namespace.ToString();

    public string GetKeyAsString() => _key.ToString();

    public bool Equals(StreamId other) => _key.Equals(other._key) && _namespace.Equals(other._namespace);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is StreamId other && Equals(other);

    public override int GetHashCode() => unchecked((_namespace.GetHashCode() * 31) + _key.GetHashCode());

    public int CompareTo(StreamId other)
    {
        var byNamespace = _namespace.CompareTo(other._namespace);
        return byNamespace != 0 ? byNamespace : _key.CompareTo(other._key);
    }

    public override string ToString() => $"{_namespace}/{_key}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{_namespace}/{_key}", out charsWritten);

    public static bool operator ==(StreamId left, StreamId right) => left.Equals(right);

    public static bool operator !=(StreamId left, StreamId right) => !left.Equals(right);
}
