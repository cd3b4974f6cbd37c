using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>One life of a grain in memory.</summary>
public readonly struct ActivationId : IEquatable<ActivationId>, ISpanFormattable
{
    internal readonly Guid Key;

    public ActivationId(Guid key) => Key = key;

    public bool IsDefault => Key == Guid.Empty;

    public static ActivationId FromParsableString(string activationId) =>
        activationId.StartsWith('@')
            ? new ActivationId(Guid.ParseExact(activationId.AsSpan(1), "N"))
            : throw new FormatException($"\"{activationId}\" is not an activation id: it must start with @.");

    public string ToParsableString() => ToString();

    public bool Equals(ActivationId other) => Key.Equals(other.Key);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ActivationId other && Equals(other);

    public override int GetHashCode() => Key.GetHashCode();

    public override string ToString() => $"@{Key:N}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"@{Key:N}", out charsWritten);

    public static bool operator ==(ActivationId left, ActivationId right) => left.Equals(right);

    public static bool operator !=(ActivationId left, ActivationId right) => !left.Equals(right);
}
