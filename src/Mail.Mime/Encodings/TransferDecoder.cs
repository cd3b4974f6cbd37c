using System.Buffers;

namespace Mail.Mime;

/// <summary>
/// Removes a transfer encoding from a stream of chunks. Tolerates garbage: what cannot be decoded is skipped or copied, never an error.
/// </summary>
public abstract class TransferDecoder
{
    /// <summary>A decoder; 7bit, 8bit, binary and unknown encodings copy.</summary>
    public static TransferDecoder Create(TransferEncoding encoding) => encoding switch
    {
        TransferEncoding.Base64 => new Base64Decoder(),
        TransferEncoding.QuotedPrintable => new QuotedPrintableDecoder(),
        TransferEncoding.UuEncode => new UuDecoder(),
        _ => new IdentityDecoder(),
    };

    /// <summary>Takes the next chunk.</summary>
    public abstract void Decode(ReadOnlySpan<byte> input, IBufferWriter<byte> output);

    /// <summary>Ends the stream and writes what was held back.</summary>
    public abstract void Finish(IBufferWriter<byte> output);

    private sealed class IdentityDecoder : TransferDecoder
    {
        public override void Decode(ReadOnlySpan<byte> input, IBufferWriter<byte> output) => output.Write(input);

        public override void Finish(IBufferWriter<byte> output)
        {
        }
    }
}
