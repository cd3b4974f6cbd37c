using System.Net;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>UTF-8; a lone surrogate becomes U+FFFD.</summary>
public sealed class StringCodec() : ScalarCodec<string>(WireType.LengthPrefixed)
{
    public static readonly StringCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, string value) => writer.WriteString(value);

    /// <inheritdoc/>
    protected override string ReadContent(ref Reader reader) => reader.ReadString();
}

/// <summary>The text that the URI was made of.</summary>
public sealed class UriCodec() : ScalarCodec<Uri>(WireType.LengthPrefixed)
{
    public static readonly UriCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, Uri value) => writer.WriteString(value.OriginalString);

    /// <inheritdoc/>
    protected override Uri ReadContent(ref Reader reader) =>
        Uri.TryCreate(reader.ReadString(), UriKind.RelativeOrAbsolute, out var uri) ? uri : throw reader.Malformed("no URI");
}

/// <summary>Its text form.</summary>
public sealed class VersionCodec() : ScalarCodec<Version>(WireType.LengthPrefixed)
{
    public static readonly VersionCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, Version value) => writer.WriteString(value.ToString());

    /// <inheritdoc/>
    protected override Version ReadContent(ref Reader reader) =>
        Version.TryParse(reader.ReadString(), out var version) ? version : throw reader.Malformed("no version");
}

/// <summary>4 or 16 bytes in network order; an IPv6 scope is local to a machine and does not travel.</summary>
public sealed class IPAddressCodec() : ScalarCodec<IPAddress>(WireType.LengthPrefixed)
{
    public static readonly IPAddressCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, IPAddress value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, out var length);
        writer.WriteBytes(bytes[..length]);
    }

    /// <inheritdoc/>
    protected override IPAddress ReadContent(ref Reader reader)
    {
        var bytes = reader.ReadBytes();
        return bytes.Length is 4 or 16 ? new IPAddress(bytes) : throw reader.Malformed("no IP address");
    }
}

/// <summary>The port, then the address, in network order.</summary>
public sealed class IPEndPointCodec() : ScalarCodec<IPEndPoint>(WireType.LengthPrefixed)
{
    public static readonly IPEndPointCodec Instance = new();

    /// <inheritdoc/>
    protected override void WriteContent(ref Writer writer, IPEndPoint value)
    {
        Span<byte> bytes = stackalloc byte[18];
        value.Address.TryWriteBytes(bytes[2..], out var length);
        bytes[0] = (byte)(value.Port >> 8);
        bytes[1] = (byte)value.Port;
        writer.WriteBytes(bytes[..(length + 2)]);
    }

    /// <inheritdoc/>
    protected override IPEndPoint ReadContent(ref Reader reader)
    {
        var bytes = reader.ReadBytes();
        return bytes.Length is 6 or 18
            ? new IPEndPoint(new IPAddress(bytes[2..]), (bytes[0] << 8) | bytes[1])
            : throw reader.Malformed("no endpoint");
    }
}
