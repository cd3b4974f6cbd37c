using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;

namespace Orleans.Runtime;

/// <summary>One life of a silo: end point and generation, written <c>ip:port@generation</c>.</summary>
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>, ISpanFormattable
{
    private readonly uint _hash;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
        _hash = StableBytesHash.Compute(Encoding.UTF8.GetBytes(ToParsableString()));
    }

    public static SiloAddress Zero { get; } = new(new IPEndPoint(0, 0), 0);

    public IPEndPoint Endpoint { get; }

    public int Generation { get; }

    public bool IsClient => Generation < 0;

    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    public static SiloAddress New(IPAddress address, int port, int generation) => new(new IPEndPoint(address, port), generation);

    public static SiloAddress FromParsableString(string addr) =>
        TryParse(addr, out var address) ? address : throw new FormatException($"\"{addr}\" is not a silo address of the form ip:port@generation.");

    public static bool TryParse(string? value, [NotNullWhen(true)] out SiloAddress? result)
    {
        result = null;
        var at = value?.LastIndexOf('@') ?? -1;
        if (at <= 0 || !IPEndPoint.TryParse(value.AsSpan(0, at), out var endpoint) ||
            !int.TryParse(value.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var generation))
        {
            return false;
        }

        result = new SiloAddress(endpoint, generation);
        return true;
    }

    public string ToParsableString() => $"{Endpoint}@{Generation.ToString(CultureInfo.InvariantCulture)}";

    public int GetConsistentHashCode() => unchecked((int)_hash);

    public bool Equals(SiloAddress? other) =>
        other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => unchecked((int)_hash);

    public int CompareTo(SiloAddress? other) => string.CompareOrdinal(ToParsableString(), other?.ToParsableString());

    public override string ToString() => ToParsableString();

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToParsableString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{ToParsableString()}", out charsWritten);
}
