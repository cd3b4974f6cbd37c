using System.Buffers;
using System.Text;

namespace Mail.Mime;

/// <summary>Decodes the encoded words of unfolded text (RFC 2047, language suffix of RFC 2231 section 5).</summary>
internal static class EncodedWordDecoder
{
    private const int MaxCharsetLength = 64;

    public static string Decode(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("=?"u8) < 0)
        {
            return Charsets.DecodeUnlabelled(text);
        }

        var output = new StringBuilder(text.Length);
        var pending = new PendingWords(output);
        int plain = 0;
        int position = 0;
        bool afterWord = false;
        while (text[position..].IndexOf("=?"u8) is var found and >= 0)
        {
            int start = position + found;
            if (!TryRead(text, start, out Word word))
            {
                // A word that is never closed means that none behind it is either.
                if (word.IsUnclosed)
                {
                    break;
                }

                position = start + 2;
                continue;
            }

            ReadOnlySpan<byte> gap = text[plain..start];

            // RFC 2047 section 6.2: white space between adjacent encoded words is not shown.
            if (!afterWord || gap.IndexOfAnyExcept((byte)' ', (byte)'\t') >= 0)
            {
                pending.Flush();
                output.Append(Charsets.DecodeUnlabelled(gap));
            }

            pending.Add(text[word.Charset], word.IsBase64, text[word.Text]);
            plain = position = word.End;
            afterWord = true;
        }

        pending.Flush();
        output.Append(Charsets.DecodeUnlabelled(text[plain..]));
        return output.ToString();
    }

    private static bool TryRead(ReadOnlySpan<byte> text, int start, out Word word)
    {
        word = default;
        int charset = start + 2;
        ReadOnlySpan<byte> rest = text[charset..];
        int mark = rest[..Math.Min(rest.Length, MaxCharsetLength)].IndexOf((byte)'?');
        if (mark <= 0 || rest[..mark].IndexOfAny((byte)' ', (byte)'=') >= 0 || rest.Length < mark + 4 || rest[mark + 2] != (byte)'?')
        {
            return false;
        }

        int encoding = rest[mark + 1] | 0x20;
        if (encoding is not ('b' or 'q'))
        {
            return false;
        }

        int body = charset + mark + 3;
        int length = text[body..].IndexOf("?="u8);
        if (length < 0)
        {
            word = new Word { IsUnclosed = true };
            return false;
        }

        word = new Word
        {
            Charset = charset..(charset + mark),
            Text = body..(body + length),
            IsBase64 = encoding == 'b',
            End = body + length + 2,
        };
        return true;
    }

    private readonly struct Word
    {
        public Range Charset { get; init; }

        public Range Text { get; init; }

        public bool IsBase64 { get; init; }

        public bool IsUnclosed { get; init; }

        public int End { get; init; }
    }

    /// <summary>Octets of adjacent words of one charset, decoded together because a character may be split between words.</summary>
    private sealed class PendingWords(StringBuilder output)
    {
        private readonly ArrayBufferWriter<byte> _octets = new();
        private string? _charset;

        public void Add(ReadOnlySpan<byte> charset, bool isBase64, ReadOnlySpan<byte> text)
        {
            int language = charset.IndexOf((byte)'*');
            string name = Encoding.Latin1.GetString(language < 0 ? charset : charset[..language]);
            if (_charset is not null && !_charset.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                Flush();
            }

            _charset = name;
            if (isBase64)
            {
                var decoder = new Base64Decoder();
                decoder.Decode(text, _octets);
                decoder.Finish(_octets);
            }
            else
            {
                DecodeQ(text);
            }
        }

        public void Flush()
        {
            if (_charset is not null)
            {
                output.Append(Charsets.Decode(_octets.WrittenSpan, _charset));
                _octets.ResetWrittenCount();
                _charset = null;
            }
        }

        private void DecodeQ(ReadOnlySpan<byte> text)
        {
            Span<byte> span = _octets.GetSpan(Math.Max(1, text.Length));
            int written = 0;
            for (int i = 0; i < text.Length; i++)
            {
                byte value = text[i];
                if (value == (byte)'=' && i + 2 < text.Length && HexDigit.TryPair(text[i + 1], text[i + 2], out byte octet))
                {
                    value = octet;
                    i += 2;
                }
                else if (value == (byte)'_')
                {
                    value = (byte)' ';
                }

                span[written++] = value;
            }

            _octets.Advance(written);
        }
    }
}
