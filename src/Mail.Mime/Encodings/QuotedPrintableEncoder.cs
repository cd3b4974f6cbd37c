using System.Buffers;

namespace Mail.Mime;

/// <summary>quoted-printable of text with CRLF line ends; a bare CR or LF is encoded (RFC 2045 section 6.7).</summary>
public sealed class QuotedPrintableEncoder : TransferEncoder
{
    private const int MaxLine = 76;
    private int _column;
    private byte _held;
    private bool _hasHeld;

    public override void Encode(ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        foreach (byte value in input)
        {
            Take(value, output);
        }
    }

    public override void Finish(IBufferWriter<byte> output)
    {
        if (_hasHeld)
        {
            Escape(_held, output);
            _hasHeld = false;
        }
    }

    // White space and CR wait for the next octet: only that tells whether a line ends here.
    private void Take(byte value, IBufferWriter<byte> output)
    {
        if (_hasHeld)
        {
            _hasHeld = false;
            if (_held == (byte)'\r' && value == (byte)'\n')
            {
                output.Write("\r\n"u8);
                _column = 0;
                return;
            }

            if (_held == (byte)'\r' || value is (byte)'\r' or (byte)'\n')
            {
                Escape(_held, output);
            }
            else
            {
                Literal(_held, output);
            }
        }

        if (value is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            _held = value;
            _hasHeld = true;
        }
        else if (value is > 32 and < 127 and not (byte)'=' && !(value == (byte)'.' && _column == 0) && !(value == (byte)'F' && _column == 0))
        {
            Literal(value, output);
        }
        else
        {
            // A dot or "From" at the start of a line is at risk on the way (RFC 2049 section 3).
            Escape(value, output);
        }
    }

    private void Literal(byte value, IBufferWriter<byte> output)
    {
        Room(1, output);
        output.Write([value]);
        _column++;
    }

    private void Escape(byte value, IBufferWriter<byte> output)
    {
        Room(3, output);
        output.Write([(byte)'=', Digit(value >> 4), Digit(value & 15)]);
        _column += 3;
    }

    private void Room(int count, IBufferWriter<byte> output)
    {
        if (_column + count >= MaxLine)
        {
            output.Write("=\r\n"u8);
            _column = 0;
        }
    }

    private static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);
}
