using System.Buffers;

namespace Mail.Protocols.Smtp.Client;

/// <summary>Mail data as DATA carries it: a dot at the start of a line is doubled, and the end is a dot alone (RFC 5321 §4.5.2).</summary>
public struct SmtpDataEncoder
{
    // The start of a message is the start of a line.
    private byte _last;
    private bool _any;

    /// <summary>Encodes the next octets of a message whose lines end in CRLF.</summary>
    public void Encode(ReadOnlySpan<byte> octets, IBufferWriter<byte> output)
    {
        while (!octets.IsEmpty)
        {
            if (octets[0] == '.' && (!_any || _last == '\n'))
            {
                output.Write("."u8);
            }

            var end = octets.IndexOf((byte)'\n');
            var piece = end < 0 ? octets : octets[..(end + 1)];
            output.Write(piece);
            (_last, _any) = (piece[^1], true);
            octets = octets[piece.Length..];
        }
    }

    /// <summary>Ends the data; a last line without its end gets one.</summary>
    public readonly void Finish(IBufferWriter<byte> output) => output.Write(_any && _last != '\n' ? "\r\n.\r\n"u8 : ".\r\n"u8);
}
