using System.Buffers;
using System.Text;

namespace Mail.Protocols.Smtp;

/// <summary>The trace fields at the top of a message (RFC 5321 §4.4).</summary>
public static class TraceFields
{
    private const int LongestAddress = 1_000;

    private static ReadOnlySpan<byte> ReceivedName => "Received:"u8;

    private static ReadOnlySpan<byte> DeliveredToName => "Delivered-To:"u8;

    /// <summary>
    /// Writes <c>Delivered-To: address CRLF</c>, by which an address that forwards knows a message again that has come back to it.
    /// </summary>
    public static void WriteDeliveredTo(IBufferWriter<byte> output, string address)
    {
        output.Write(DeliveredToName);
        output.Write(" "u8);
        output.Advance(Encoding.UTF8.GetBytes(address, output.GetSpan(address.Length * 3)));
        output.Write("\r\n"u8);
    }

    /// <summary>Whether the header of a message says that the message passed an address before.</summary>
    public static bool WasDeliveredTo(in ReadOnlySequence<byte> message, string address)
    {
        var reader = new SequenceReader<byte>(message);
        Span<byte> start = stackalloc byte[DeliveredToName.Length];
        while (!reader.End && !reader.IsNext("\r\n"u8))
        {
            var named = reader.TryCopyTo(start) && Ascii.EqualsIgnoreCase(start, DeliveredToName);
            if (!reader.TryReadTo(out ReadOnlySequence<byte> line, (byte)'\n'))
            {
                return false;
            }

            if (named && line.Length <= LongestAddress
                && Encoding.UTF8.GetString(line.Slice(DeliveredToName.Length)).AsSpan().Trim().Equals(address, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes <c>Return-Path: &lt;path&gt; CRLF</c>, as the server that makes the final delivery does.</summary>
    public static void WriteReturnPath(IBufferWriter<byte> output, SmtpPath reversePath)
    {
        output.Write("Return-Path: <"u8);
        var text = reversePath.ToString();
        output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(text.Length * 3)));
        output.Write(">\r\n"u8);
    }

    /// <summary>Counts Received fields in the header of a message, to notice loops (RFC 5321 §6.3).</summary>
    public static int CountReceived(in ReadOnlySequence<byte> message)
    {
        var count = 0;
        var reader = new SequenceReader<byte>(message);
        Span<byte> start = stackalloc byte[ReceivedName.Length];
        while (!reader.End)
        {
            if (reader.IsNext("\r\n"u8))
            {
                break;
            }

            if (reader.TryCopyTo(start) && Ascii.EqualsIgnoreCase(start, ReceivedName))
            {
                count++;
            }

            if (!reader.TryAdvanceTo((byte)'\n'))
            {
                break;
            }
        }

        return count;
    }
}
