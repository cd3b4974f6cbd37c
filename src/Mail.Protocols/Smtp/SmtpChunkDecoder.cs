using System.Buffers;

namespace Mail.Protocols.Smtp;

/// <summary>
/// Takes the chunks of one message sent by BDAT (RFC 3030 §2), octet for octet. BINARYMIME is not offered, so the text
/// still consists of lines and the same flaws are refused as in DATA.
/// </summary>
public sealed class SmtpChunkDecoder(long maxSize, int maxLine) : SmtpContentDecoder(maxSize, maxLine)
{
    private bool _cr;

    /// <summary>The refusal that a whole message calls for; null for a good one.</summary>
    public static SmtpReply? Check(in ReadOnlySequence<byte> message, long maxSize, int maxLine)
    {
        var decoder = new SmtpChunkDecoder(maxSize, maxLine);
        foreach (var piece in message)
        {
            decoder.Decode(piece.Span, output: null);
        }

        decoder.Complete();
        return decoder.Refusal;
    }

    /// <summary>Takes octets in any cut.</summary>
    /// <param name="input">What arrived.</param>
    /// <param name="output">Gets the message text; null: only its flaws are wanted.</param>
    public void Decode(ReadOnlySpan<byte> input, IBufferWriter<byte>? output)
    {
        Emit(input, output);
        while (!input.IsEmpty)
        {
            if (_cr)
            {
                _cr = false;
                if (input[0] == '\n')
                {
                    LineLength = 0;
                    input = input[1..];
                    continue;
                }

                Flaws |= SmtpContentFlaws.BareLineEnding;
            }

            var end = input.IndexOfAny((byte)'\r', (byte)'\n');
            CountLine(end < 0 ? input.Length : end);
            if (end < 0)
            {
                return;
            }

            _cr = input[end] == '\r';
            if (!_cr)
            {
                Flaws |= SmtpContentFlaws.BareLineEnding;
            }

            input = input[(end + 1)..];
        }
    }

    /// <summary>Called behind the last chunk: a CR at the very end is a bare one.</summary>
    public void Complete()
    {
        if (_cr)
        {
            Flaws |= SmtpContentFlaws.BareLineEnding;
        }
    }
}
