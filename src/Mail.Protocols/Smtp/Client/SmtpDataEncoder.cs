using System.Buffers;

namespace Mail.Protocols.Smtp.Client;

/// <summary>
/// Mail data as DATA carries it: a dot at the start of a line is doubled, and the end is a dot alone (RFC 5321 §4.5.2). Whatever the
/// message holds, every line ends in CRLF: behind a bare CR or LF another server could see another end (§4.1.1.4).
/// </summary>
public struct SmtpDataEncoder
{
    // The start of a message is the start of a line.
    private State _state;

    private enum State
    {
        LineStart,
        Text,
        Cr,
    }

    /// <summary>Encodes the next octets of a message.</summary>
    public void Encode(ReadOnlySpan<byte> octets, IBufferWriter<byte> output)
    {
        while (!octets.IsEmpty)
        {
            if (_state == State.Cr)
            {
                _state = State.LineStart;
                output.Write("\r\n"u8);
                octets = octets[(octets[0] == '\n' ? 1 : 0)..];
                continue;
            }

            if (_state == State.LineStart && octets[0] == '.')
            {
                output.Write("."u8);
            }

            octets = octets[Line(octets, output)..];
        }
    }

    /// <summary>Ends the data; a last line without its end gets one.</summary>
    public readonly void Finish(IBufferWriter<byte> output) => output.Write(_state == State.LineStart ? ".\r\n"u8 : "\r\n.\r\n"u8);

    /// <summary>Writes up to the end of a line; the octets taken.</summary>
    private int Line(ReadOnlySpan<byte> octets, IBufferWriter<byte> output)
    {
        var end = octets.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            output.Write(octets);
            _state = State.Text;
            return octets.Length;
        }

        if (octets[end..] is [(byte)'\r', (byte)'\n', ..])
        {
            output.Write(octets[..(end + 2)]);
            _state = State.LineStart;
            return end + 2;
        }

        output.Write(octets[..end]);
        _state = octets[end] == '\r' ? State.Cr : State.LineStart;
        output.Write(_state == State.Cr ? [] : "\r\n"u8);
        return end + 1;
    }
}
