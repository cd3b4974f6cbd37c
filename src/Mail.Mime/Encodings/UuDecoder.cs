using System.Buffers;

namespace Mail.Mime;

/// <summary>uuencode, best effort: the lines between "begin" and "end"; lines longer than 128 octets are skipped.</summary>
public sealed class UuDecoder : TransferDecoder
{
    private const int MaxLine = 128;
    private readonly byte[] _line = new byte[MaxLine];
    private int _length;
    private bool _tooLong;
    private bool _inside;
    private bool _ended;

    public override void Decode(ReadOnlySpan<byte> input, IBufferWriter<byte> output)
    {
        while (!input.IsEmpty && !_ended)
        {
            int feed = input.IndexOf((byte)'\n');
            Hold(feed < 0 ? input : input[..feed]);
            if (feed < 0)
            {
                return;
            }

            TakeLine(output);
            input = input[(feed + 1)..];
        }
    }

    public override void Finish(IBufferWriter<byte> output)
    {
        if (!_ended)
        {
            TakeLine(output);
        }
    }

    private void Hold(ReadOnlySpan<byte> piece)
    {
        _tooLong |= piece.Length > MaxLine - _length;
        if (!_tooLong)
        {
            piece.CopyTo(_line.AsSpan(_length));
            _length += piece.Length;
        }
    }

    private void TakeLine(IBufferWriter<byte> output)
    {
        ReadOnlySpan<byte> line = _line.AsSpan(0, _length).TrimEnd((byte)'\r');
        bool usable = !_tooLong;
        _length = 0;
        _tooLong = false;
        if (!usable || line.IsEmpty)
        {
            return;
        }

        if (!_inside)
        {
            _inside = line.StartsWith("begin "u8);
        }
        else if (line.SequenceEqual("end"u8))
        {
            _ended = true;
        }
        else
        {
            DecodeLine(line, output);
        }
    }

    private static void DecodeLine(ReadOnlySpan<byte> line, IBufferWriter<byte> output)
    {
        int expected = (line[0] - 32) & 63;
        Span<byte> span = output.GetSpan(expected + 3);
        int written = 0;
        for (int i = 1; written < expected; i += 4)
        {
            int bits = (Sextet(line, i) << 18) | (Sextet(line, i + 1) << 12) | (Sextet(line, i + 2) << 6) | Sextet(line, i + 3);
            span[written] = (byte)(bits >> 16);
            span[written + 1] = (byte)(bits >> 8);
            span[written + 2] = (byte)bits;
            written += 3;
        }

        output.Advance(expected);
    }

    // Trailing spaces, which stand for zero, may have been lost on the way.
    private static int Sextet(ReadOnlySpan<byte> line, int index) => index < line.Length ? (line[index] - 32) & 63 : 0;
}
