using System.Buffers;
using System.Buffers.Text;

namespace Mail.Mime;

/// <summary>Applies a transfer encoding to a stream of chunks; lines hold 76 octets at most (RFC 2045 section 6.7 and 6.8).</summary>
public abstract class TransferEncoder
{
    /// <summary>An encoder for base64 or quoted-printable; other encodings do not change octets and are refused with an <see cref="ArgumentException"/>.</summary>
    public static TransferEncoder Create(TransferEncoding encoding) => encoding switch
    {
        TransferEncoding.Base64 => new Base64Encoder(),
        TransferEncoding.QuotedPrintable => new QuotedPrintableEncoder(),
        _ => throw new ArgumentException($"No encoder is needed for {encoding}.", nameof(encoding)),
    };

    public abstract void Encode(ReadOnlySpan<byte> input, IBufferWriter<byte> output);

    /// <summary>Ends the stream and writes what was held back.</summary>
    public abstract void Finish(IBufferWriter<byte> output);

    private sealed class Base64Encoder : TransferEncoder
    {
        private const int OctetsPerLine = 57;
        private readonly byte[] _held = new byte[OctetsPerLine];
        private int _count;

        public override void Encode(ReadOnlySpan<byte> input, IBufferWriter<byte> output)
        {
            while (!input.IsEmpty)
            {
                int taken = Math.Min(input.Length, OctetsPerLine - _count);
                input[..taken].CopyTo(_held.AsSpan(_count));
                _count += taken;
                input = input[taken..];
                if (_count == OctetsPerLine)
                {
                    Line(output);
                }
            }
        }

        public override void Finish(IBufferWriter<byte> output)
        {
            if (_count > 0)
            {
                Line(output);
            }
        }

        private void Line(IBufferWriter<byte> output)
        {
            Span<byte> span = output.GetSpan(78);
            Base64.EncodeToUtf8(_held.AsSpan(0, _count), span, out _, out int written);
            "\r\n"u8.CopyTo(span[written..]);
            output.Advance(written + 2);
            _count = 0;
        }
    }
}
