using System.Net;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>UTF-8; a lone surrogate becomes U+FFFD.</summary>
public sealed class StringCodec : ImmutableCodec<string>
{
    public static readonly StringCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, string? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
            return;
        }

        writer.WriteFieldHeader(id, WireType.LengthPrefixed);
        writer.WriteString(value);
    }

    /// <inheritdoc/>
    public override string? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return null;
        }

        reader.Expect(type, WireType.LengthPrefixed);
        return reader.ReadString();
    }
}

/// <summary>The text that the URI was made of.</summary>
public sealed class UriCodec : ImmutableCodec<Uri>
{
    public static readonly UriCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, Uri? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
            return;
        }

        writer.WriteFieldHeader(id, WireType.LengthPrefixed);
        writer.WriteString(value.OriginalString);
    }

    /// <inheritdoc/>
    public override Uri? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return null;
        }

        reader.Expect(type, WireType.LengthPrefixed);
        return Uri.TryCreate(reader.ReadString(), UriKind.RelativeOrAbsolute, out var uri) ? uri : throw reader.Malformed("no URI");
    }
}

/// <summary>Its text form.</summary>
public sealed class VersionCodec : ImmutableCodec<Version>
{
    public static readonly VersionCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, Version? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
            return;
        }

        writer.WriteFieldHeader(id, WireType.LengthPrefixed);
        writer.WriteString(value.ToString());
    }

    /// <inheritdoc/>
    public override Version? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return null;
        }

        reader.Expect(type, WireType.LengthPrefixed);
        return Version.TryParse(reader.ReadString(), out var version) ? version : throw reader.Malformed("no version");
    }
}

/// <summary>4 or 16 bytes in network order; an IPv6 scope is local to a machine and does not travel.</summary>
public sealed class IPAddressCodec : ImmutableCodec<IPAddress>
{
    public static readonly IPAddressCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, IPAddress? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
            return;
        }

        writer.WriteFieldHeader(id, WireType.LengthPrefixed);
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, out var length);
        writer.WriteBytes(bytes[..length]);
    }

    /// <inheritdoc/>
    public override IPAddress? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return null;
        }

        reader.Expect(type, WireType.LengthPrefixed);
        var bytes = reader.ReadBytes();
        return bytes.Length is 4 or 16 ? new IPAddress(bytes) : throw reader.Malformed("no IP address");
    }
}

/// <summary>The port, then the address, in network order.</summary>
public sealed class IPEndPointCodec : ImmutableCodec<IPEndPoint>
{
    public static readonly IPEndPointCodec Instance = new();

    /// <inheritdoc/>
    public override void WriteField(ref Writer writer, uint id, IPEndPoint? value)
    {
        if (value is null)
        {
            writer.WriteNull(id);
            return;
        }

        writer.WriteFieldHeader(id, WireType.LengthPrefixed);
        Span<byte> bytes = stackalloc byte[18];
        value.Address.TryWriteBytes(bytes[2..], out var length);
        bytes[0] = (byte)(value.Port >> 8);
        bytes[1] = (byte)value.Port;
        writer.WriteBytes(bytes[..(length + 2)]);
    }

    /// <inheritdoc/>
    public override IPEndPoint? ReadValue(ref Reader reader, WireType type)
    {
        if (type == WireType.Null)
        {
            return null;
        }

        reader.Expect(type, WireType.LengthPrefixed);
        var bytes = reader.ReadBytes();
        return bytes.Length is 6 or 18
            ? new IPEndPoint(new IPAddress(bytes[2..]), (bytes[0] << 8) | bytes[1])
            : throw reader.Malformed("no endpoint");
    }
}
