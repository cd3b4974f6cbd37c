using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>What every exception carries over the wire: message, stack, HResult and the inner exception. Data does not travel.</summary>
public static class ExceptionMembers
{
    /// <summary>Writes the members that <see cref="Exception"/> has, without an end.</summary>
    public static void Write(ref Writer writer, Exception value)
    {
        StringCodec.Instance.WriteField(ref writer, 1, MessageOf(value) ?? value.Message);
        StringCodec.Instance.WriteField(ref writer, 2, value.StackTrace);
        Int32Codec.Instance.WriteField(ref writer, 3, value.HResult);
        if (value.InnerException is { } inner)
        {
            writer.WriteTyped(4, inner);
        }
    }

    /// <summary>Reads them up to the end of the object, or of the base fields.</summary>
    public static void Read(ref Reader reader, Exception value, bool isBase)
    {
        while (isBase ? reader.TryReadBaseField(out var id, out var type) : reader.TryReadField(out id, out type))
        {
            ReadField(ref reader, value, id, type);
        }
    }

    internal static void ReadField(ref Reader reader, Exception value, uint id, WireType type)
    {
        switch (id)
        {
            case 1: MessageOf(value) = StringCodec.Instance.ReadValue(ref reader, type); break;
            case 2: RemoteStackOf(value) = WithEnd(StringCodec.Instance.ReadValue(ref reader, type)); break;
            case 3: value.HResult = Int32Codec.Instance.ReadValue(ref reader, type); break;
            case 4: InnerOf(value) = PolymorphicCodec<Exception>.Instance.ReadValue(ref reader, type); break;
            default: reader.Skip(type); break;
        }
    }

    private static string? WithEnd(string? stack) => stack is null ? null : stack + Environment.NewLine;

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    internal static extern ref string? MessageOf(Exception value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    internal static extern ref Exception? InnerOf(Exception value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_remoteStackTraceString")]
    private static extern ref string? RemoteStackOf(Exception value);
}
