using System.Buffers;
using System.Text;

namespace Mail.Mime.Tests;

/// <summary>Raw messages written as text: one character is one octet, line feeds become CRLF.</summary>
internal static class Raw
{
    public static byte[] Octets(string latin1) => Encoding.Latin1.GetBytes(latin1);

    public static byte[] Message(string text) => Octets(text.ReplaceLineEndings("\r\n"));

    public static string Text(ReadOnlySpan<byte> octets) => Encoding.Latin1.GetString(octets);

    public static string In(this ByteRange range, byte[] message) => Text(message.AsSpan(range.Offset, range.Length));

    public static string Written(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Text(output.WrittenSpan);
    }
}
