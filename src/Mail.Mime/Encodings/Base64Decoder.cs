using System.Buffers;
using System.Buffers.Text;

namespace Mail.Mime;

/// <summary>base64 (RFC 2045 section 6.8): octets outside the alphabet are ignored, padding may end a run anywhere.</summary>
public sealed class Base64Decoder : TransferDecoder
{
    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    private int _bits;
    private int _count;

    public override void Decode(ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        while (!input.IsEmpty)
        {
            int feed = input.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = feed < 0 ? input : input[..feed];
            input = feed < 0 ? default : input[(feed + 1)..];
            DecodeLine(line, output);
        }
    }

    public override void Finish(IBufferWriter<byte> output)
    {
        Span<byte> span = output.GetSpan(2);
        output.Advance(Flush(span));
    }

    private void DecodeLine(ReadOnlySpan<byte> line, IBufferWriter<byte> output)
    {
        Span<byte> span = output.GetSpan((line.Length / 4 * 3) + 8);
        int written = 0;
        if (_count == 0)
        {
            // Whole groups of a clean line go through the vectorised decoder.
            int clean = line.IndexOfAnyExcept(Alphabet);
            clean = (clean < 0 ? line.Length : clean) & ~3;
            Base64.DecodeFromUtf8(line[..clean], span, out int consumed, out written, isFinalBlock: false);
            line = line[consumed..];
        }

        foreach (byte value in line)
        {
            int digit = Digit(value);
            if (digit >= 0)
            {
                _bits = (_bits << 6) | digit;
                if (++_count == 4)
                {
                    span[written] = (byte)(_bits >> 16);
                    span[written + 1] = (byte)(_bits >> 8);
                    span[written + 2] = (byte)_bits;
                    written += 3;
                    _count = _bits = 0;
                }
            }
            else if (value == (byte)'=')
            {
                written += Flush(span[written..]);
            }
        }

        output.Advance(written);
    }

    private int Flush(Span<byte> span)
    {
        int written = Math.Max(0, _count - 1);
        int bits = _bits << (6 * (4 - _count));
        for (int i = 0; i < written; i++)
        {
            span[i] = (byte)(bits >> (16 - (8 * i)));
        }

        _count = _bits = 0;
        return written;
    }

    private static int Digit(byte value) => value switch
    {
        >= (byte)'A' and <= (byte)'Z' => value - 'A',
        >= (byte)'a' and <= (byte)'z' => value - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => value - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
