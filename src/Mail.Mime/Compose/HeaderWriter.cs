using System.Buffers;
using System.Text;

namespace Mail.Mime.Compose;

/// <summary>Writes header fields folded at 78 octets where their words allow it (RFC 5322 section 2.1.1).</summary>
internal sealed class HeaderWriter(IBufferWriter<byte> output, bool utf8)
{
    private const int MaxLine = 78;
    private const int MaxPlainWord = 60;
    private int _column;
    private bool _isFirst;

    public bool IsUtf8 => utf8;

    /// <summary>Room on the line for an encoded word behind a space; lines with encoded words hold 76 octets (RFC 2047 section 2).</summary>
    public int EncodedRoom => _isFirst ? 75 - _column : 75;

    public void Begin(string name)
    {
        output.Write(Encoding.ASCII.GetBytes(name));
        output.Write(":"u8);
        _column = name.Length + 1;
        _isFirst = true;
    }

    /// <summary>Writes a space or a fold, then the token.</summary>
    public void Token(string token)
    {
        byte[] octets = Encoding.UTF8.GetBytes(token);
        bool fold = !_isFirst && _column + 1 + octets.Length > MaxLine;
        output.Write(fold ? "\r\n "u8 : " "u8);
        output.Write(octets);
        _column = (fold ? 0 : _column) + 1 + octets.Length;
        _isFirst = false;
    }

    public void End() => output.Write("\r\n"u8);

    public void EndBlock() => output.Write("\r\n"u8);

    public void Field(string name, params ReadOnlySpan<string> tokens)
    {
        Begin(name);
        foreach (string token in tokens)
        {
            Token(HeaderValue.OneLine(token));
        }

        End();
    }

    /// <summary>Writes unstructured text; words that need it, and all between them, become encoded words.</summary>
    public void Text(string name, string text)
    {
        Begin(name);
        Words(HeaderValue.OneLine(text));
        End();
    }

    public void Words(string text)
    {
        string[] words = text.Split(' ');
        int first = Array.FindIndex(words, NeedsEncoding);
        int last = Array.FindLastIndex(words, NeedsEncoding);
        if (text.Length > 0 && (text[0] == ' ' || text[^1] == ' '))
        {
            (first, last) = (0, words.Length - 1);
        }

        for (int i = 0; i < words.Length; i++)
        {
            if (i == first)
            {
                EncodedWords(string.Join(' ', words[first..(last + 1)]));
                i = last;
            }
            else
            {
                Token(words[i]);
            }
        }
    }

    public void EncodedWords(string text)
    {
        foreach (string word in EncodedWordEncoder.Encode(text, EncodedRoom))
        {
            Token(word);
        }
    }

    private bool NeedsEncoding(string word)
    {
        foreach (char c in word)
        {
            if (char.IsControl(c) || (c > 126 && !utf8))
            {
                return true;
            }
        }

        return word.Contains("=?", StringComparison.Ordinal) || word.Length > MaxPlainWord;
    }
}
