using System.Buffers;
using System.Net;

namespace Mail.Mime.Text;

/// <summary>
/// Takes the text out of HTML, chunk by chunk: tags, comments, scripts and styles are dropped, character references replaced. Good
/// enough to search in, not to show.
/// </summary>
internal sealed class HtmlText
{
    private const int MaxHeld = 64;
    private static readonly SearchValues<char> Special = SearchValues.Create("<&");
    private readonly char[] _held = new char[MaxHeld];
    private int _heldLength;
    private State _state;
    private string? _skipUntil;
    private char _quote;

    private enum State
    {
        Text,
        Tag,
        Comment,
        Reference,
        Raw,
    }

    public void Write(ReadOnlySpan<char> html, TextSink sink)
    {
        int position = 0;
        while (position < html.Length && !sink.IsFull)
        {
            if (_state == State.Text)
            {
                int run = html[position..].IndexOfAny(Special);
                run = run < 0 ? html.Length - position : run;
                sink.Append(html.Slice(position, run));
                position += run;
                if (position < html.Length)
                {
                    _state = html[position++] == '<' ? State.Tag : State.Reference;
                    _heldLength = 0;
                    _quote = '\0';
                }

                continue;
            }

            Take(html[position++], sink);
        }
    }

    private void Take(char value, TextSink sink)
    {
        switch (_state)
        {
            case State.Tag: TakeTag(value, sink); break;
            case State.Comment: TakeComment(value); break;
            case State.Reference: TakeReference(value, sink); break;
            case State.Raw: TakeRaw(value); break;
        }
    }

    private void TakeTag(char value, TextSink sink)
    {
        if (_quote != '\0')
        {
            _quote = value == _quote ? '\0' : _quote;
            return;
        }

        if (_heldLength == 0 && !char.IsAsciiLetter(value) && value is not ('/' or '!' or '?'))
        {
            // "a < b" is text.
            _state = State.Text;
            sink.Append("<");
            Write([value], sink);
        }
        else if (value is '"' or '\'')
        {
            _quote = value;
        }
        else if (value == '>')
        {
            EndTag(sink);
        }
        else if (_heldLength < MaxHeld)
        {
            _held[_heldLength++] = value;
            if (_heldLength == 3 && _held.AsSpan(0, 3).SequenceEqual("!--"))
            {
                _state = State.Comment;
                _heldLength = 0;
            }
        }
    }

    private void EndTag(TextSink sink)
    {
        ReadOnlySpan<char> tag = _held.AsSpan(0, _heldLength);
        int end = tag.IndexOfAny(" \t\r\n/");
        ReadOnlySpan<char> name = end > 0 ? tag[..end] : tag;
        _state = State.Text;
        if (name.Equals("script", StringComparison.OrdinalIgnoreCase))
        {
            Skip("</script");
        }
        else if (name.Equals("style", StringComparison.OrdinalIgnoreCase))
        {
            Skip("</style");
        }
        else if (!IsInline(name.TrimStart('/')))
        {
            sink.Append("\n");
        }
    }

    private void Skip(string until)
    {
        _skipUntil = until;
        _heldLength = 0;
        _state = State.Raw;
    }

    // Words must not be torn apart by a tag that only changes their look.
    private static bool IsInline(ReadOnlySpan<char> name) =>
        name.Length > 0 && char.ToLowerInvariant(name[0]) is 'b' or 'i' or 'u' or 's' or 'a' or 'f' or 'e'
        && name is "b" or "B" or "i" or "I" or "u" or "U" or "s" or "S" or "a" or "A" or "span" or "SPAN" or "strong" or "STRONG"
            or "em" or "EM" or "font" or "FONT" or "small" or "SMALL" or "big" or "BIG" or "sub" or "SUB" or "sup" or "SUP";

    private void TakeComment(char value)
    {
        if (value == '>' && _heldLength >= 2)
        {
            _state = State.Text;
        }

        _heldLength = value == '-' ? Math.Min(2, _heldLength + 1) : 0;
    }

    private void TakeReference(char value, TextSink sink)
    {
        if (value == ';')
        {
            _state = State.Text;
            sink.Append(WebUtility.HtmlDecode($"&{_held.AsSpan(0, _heldLength)};").Replace('\u00a0', ' '));
        }
        else if (_heldLength < 32 && (char.IsAsciiLetterOrDigit(value) || value == '#'))
        {
            _held[_heldLength++] = value;
        }
        else
        {
            _state = State.Text;
            sink.Append("&");
            sink.Append(_held.AsSpan(0, _heldLength));
            Write([value], sink);
        }
    }

    private void TakeRaw(char value)
    {
        string until = _skipUntil!;
        _heldLength = char.ToLowerInvariant(value) == until[_heldLength] ? _heldLength + 1 : value == '<' ? 1 : 0;
        if (_heldLength == until.Length)
        {
            // The rest of the end tag is read as that of some unknown tag.
            _state = State.Tag;
            "/x".CopyTo(_held);
            _heldLength = 2;
            _quote = '\0';
        }
    }
}
