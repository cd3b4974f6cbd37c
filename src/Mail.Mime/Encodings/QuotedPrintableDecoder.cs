using System.Buffers;

namespace Mail.Mime;

/// <summary>quoted-printable (RFC 2045 section 6.7): malformed escapes are copied, white space at line ends is dropped.</summary>
public sealed class QuotedPrintableDecoder : TransferDecoder
{
    private const int MaxHeldWhite = 1024;
    private static readonly SearchValues<byte> Special = SearchValues.Create("= \t\r\n"u8);
    private readonly byte[] _white = new byte[MaxHeldWhite];
    private int _whiteCount;
    private State _state;
    private byte _firstDigit;

    private enum State
    {
        Text,
        Equals,
        FirstDigit,
        SoftBreak,
        CarriageReturn,
    }

    public override void Decode(ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        int position = 0;
        while (position < input.Length)
        {
            if (_state == State.Text && _whiteCount == 0)
            {
                int run = input[position..].IndexOfAny(Special);
                run = run < 0 ? input.Length - position : run;
                output.Write(input.Slice(position, run));
                position += run;
                if (position == input.Length)
                {
                    return;
                }
            }

            Take(input[position++], output);
        }
    }

    public override void Finish(IBufferWriter<byte> output)
    {
        if (_state == State.FirstDigit)
        {
            output.Write([(byte)'=', _firstDigit]);
        }
        else if (_state == State.CarriageReturn)
        {
            Text((byte)'\r', output);
        }

        _whiteCount = 0;
        _state = State.Text;
    }

    private void Take(byte value, IBufferWriter<byte> output)
    {
        switch (_state)
        {
            case State.Text: TakeText(value, output); break;
            case State.Equals: TakeAfterEquals(value, output); break;
            case State.FirstDigit: TakeSecondDigit(value, output); break;
            case State.SoftBreak: TakeSoftBreak(value, output); break;
            case State.CarriageReturn: TakeAfterReturn(value, output); break;
        }
    }

    private void TakeText(byte value, IBufferWriter<byte> output)
    {
        switch (value)
        {
            case (byte)'=':
                FlushWhite(output);
                _state = State.Equals;
                break;
            case (byte)' ' or (byte)'\t':
                if (_whiteCount == MaxHeldWhite)
                {
                    FlushWhite(output);
                }

                _white[_whiteCount++] = value;
                break;
            case (byte)'\r':
                _state = State.CarriageReturn;
                break;
            case (byte)'\n':
                _whiteCount = 0;
                output.Write("\n"u8);
                break;
            default:
                Text(value, output);
                break;
        }
    }

    private void TakeAfterReturn(byte value, IBufferWriter<byte> output)
    {
        _state = State.Text;
        if (value == (byte)'\n')
        {
            _whiteCount = 0;
            output.Write("\r\n"u8);
            return;
        }

        Text((byte)'\r', output);
        Take(value, output);
    }

    private void TakeAfterEquals(byte value, IBufferWriter<byte> output)
    {
        if (HexDigit.Value(value) >= 0)
        {
            _firstDigit = value;
            _state = State.FirstDigit;
        }
        else if (value is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            _state = State.SoftBreak;
        }
        else if (value == (byte)'\n')
        {
            _state = State.Text;
        }
        else
        {
            output.Write("="u8);
            _state = State.Text;
            Take(value, output);
        }
    }

    private void TakeSecondDigit(byte value, IBufferWriter<byte> output)
    {
        _state = State.Text;
        if (HexDigit.TryPair(_firstDigit, value, out byte octet))
        {
            output.Write([octet]);
            return;
        }

        output.Write([(byte)'=', _firstDigit]);
        Take(value, output);
    }

    private void TakeSoftBreak(byte value, IBufferWriter<byte> output)
    {
        if (value is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            return;
        }

        _state = State.Text;
        if (value != (byte)'\n')
        {
            output.Write("= "u8);
            Take(value, output);
        }
    }

    private void Text(byte value, IBufferWriter<byte> output)
    {
        FlushWhite(output);
        output.Write([value]);
    }

    private void FlushWhite(IBufferWriter<byte> output)
    {
        if (_whiteCount > 0)
        {
            output.Write(_white.AsSpan(0, _whiteCount));
            _whiteCount = 0;
        }
    }
}
