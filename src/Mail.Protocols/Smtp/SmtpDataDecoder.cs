using System.Buffers;

namespace Mail.Protocols.Smtp;

/// <summary>
/// Decodes the mail data of one DATA command: takes the dots away that transparency added (RFC 5321 §4.5.2) and finds
/// the end, which is CRLF.CRLF and nothing else (§4.1.1.4): with a bare CR or LF in place of a CRLF two servers could see
/// two different ends.
/// </summary>
public sealed class SmtpDataDecoder(long maxSize, int maxLine) : SmtpContentDecoder(maxSize, maxLine)
{
    private State _state = State.LineStart;

    private enum State
    {
        LineStart,
        Text,
        Cr,
        Dot,
        DotCr,
    }

    /// <summary>Takes octets in any cut.</summary>
    /// <param name="input">What arrived.</param>
    /// <param name="output">Gets the message text.</param>
    /// <param name="consumed">Octets that belong to this mail data; all unless the end was found.</param>
    /// <returns>True when the end of the mail data was read.</returns>
    public bool Decode(ReadOnlySpan<byte> input, IBufferWriter<byte> output, out int consumed)
    {
        var run = 0; // input[run..at) is message text that is not copied yet
        var at = 0;
        while (at < input.Length)
        {
            switch (_state)
            {
                case State.LineStart:
                    LineLength = 0;
                    _state = State.Text;
                    if (input[at] == '.')
                    {
                        Emit(input[run..at], output);
                        run = ++at;
                        _state = State.Dot;
                    }

                    break;
                case State.Dot:
                    _state = State.Text;
                    if (input[at] == '\r')
                    {
                        run = ++at;
                        _state = State.DotCr;
                    }

                    break;
                case State.DotCr:
                    if (input[at] == '\n')
                    {
                        consumed = at + 1;
                        return true;
                    }

                    Flaws |= SmtpContentFlaws.BareLineEnding;
                    _state = State.Text;
                    break;
                case State.Cr:
                    if (input[at] == '\n')
                    {
                        at++;
                        _state = State.LineStart;
                    }
                    else
                    {
                        Flaws |= SmtpContentFlaws.BareLineEnding;
                        _state = State.Text;
                    }

                    break;
                default:
                    at += TakeText(input[at..]);
                    break;
            }
        }

        Emit(input[run..at], output);
        consumed = at;
        return false;
    }

    private int TakeText(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
        if (end < 0)
        {
            CountLine(rest.Length);
            return rest.Length;
        }

        CountLine(end);
        if (rest[end] == '\r')
        {
            _state = State.Cr;
        }
        else
        {
            // A bare LF starts no line, so a dot behind it is text.
            Flaws |= SmtpContentFlaws.BareLineEnding;
        }

        return end + 1;
    }
}
