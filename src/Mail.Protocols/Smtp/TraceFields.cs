using System.Buffers;
using System.Text;

namespace Mail.Protocols.Smtp;

/// <summary>The trace fields at the top of a message (RFC 5321 §4.4).</summary>
public static class TraceFields
{
    private static ReadOnlySpan<byte> ReceivedName => "Received:"u8;

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
