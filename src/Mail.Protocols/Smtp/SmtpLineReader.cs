using System.Buffers;
using System.Text;

namespace Mail.Protocols.Smtp;

/// <summary>
/// Cuts command lines. Only CRLF ends a line; a bare CR or LF ends nothing (RFC 5321 §2.3.8), so a line that holds one
/// runs on to the next CRLF and is refused as a whole.
/// </summary>
public struct SmtpLineReader
{
    private bool _discarding;
    private bool _discardedCr;
    private bool _discardedChunk;

    /// <summary>Takes one line off the front of <paramref name="input"/>.</summary>
    /// <param name="input">Moved behind what was taken, also while an overlong line is being thrown away.</param>
    /// <param name="limit">Octets of a line with its CRLF.</param>
    /// <param name="line">The line without CRLF for <see cref="SmtpLineResult.Line"/>, else empty.</param>
    public SmtpLineResult Read(ref ReadOnlySequence<byte> input, int limit, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (_discarding)
        {
            return Discard(ref input);
        }

        if (!TryFindCrLf(input, out var length, out var bare))
        {
            if (input.Length < limit)
            {
                return SmtpLineResult.Incomplete;
            }

            _discarding = true;
            _discardedCr = false;
            _discardedChunk = IsChunk(input);
            return Discard(ref input);
        }

        var whole = input.Slice(0, length);
        input = input.Slice(length + 2);
        if (length + 2 > limit)
        {
            return IsChunk(whole) ? SmtpLineResult.BrokenChunk : SmtpLineResult.TooLong;
        }

        line = bare ? default : whole;
        return !bare ? SmtpLineResult.Line : IsChunk(whole) ? SmtpLineResult.BrokenChunk : SmtpLineResult.BareLineEnding;
    }

    private static bool IsChunk(in ReadOnlySequence<byte> line)
    {
        Span<byte> verb = stackalloc byte[5];
        if (line.Length < verb.Length)
        {
            return false;
        }

        line.Slice(0, verb.Length).CopyTo(verb);
        return Ascii.EqualsIgnoreCase(verb[..4], "BDAT"u8) && " \t\r\n"u8.Contains(verb[4]);
    }

    private SmtpLineResult Discard(ref ReadOnlySequence<byte> input)
    {
        foreach (var memory in input)
        {
            var span = memory.Span;
            var taken = 0;
            while (taken < span.Length)
            {
                var lf = span[taken..].IndexOf((byte)'\n');
                if (lf < 0)
                {
                    _discardedCr = span[^1] == '\r';
                    taken = span.Length;
                    break;
                }

                var ended = taken + lf == 0 ? _discardedCr : span[taken + lf - 1] == '\r';
                taken += lf + 1;
                _discardedCr = false;
                if (ended)
                {
                    _discarding = false;
                    input = input.Slice(input.GetPosition(taken));
                    return _discardedChunk ? SmtpLineResult.BrokenChunk : SmtpLineResult.TooLong;
                }
            }

            input = input.Slice(taken);
        }

        return SmtpLineResult.Incomplete;
    }

    private static bool TryFindCrLf(in ReadOnlySequence<byte> input, out long length, out bool bare)
    {
        length = 0;
        bare = false;
        var reader = new SequenceReader<byte>(input);
        while (reader.TryAdvanceToAny("\r\n"u8, advancePastDelimiter: false))
        {
            reader.TryRead(out var delimiter);
            if (delimiter == '\n')
            {
                bare = true;
                continue;
            }

            if (!reader.TryPeek(out var next))
            {
                return false;
            }

            if (next == '\n')
            {
                length = reader.Consumed - 1;
                return true;
            }

            bare = true;
        }

        return false;
    }
}
