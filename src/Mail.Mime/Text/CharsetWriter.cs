using System.Buffers;
using System.Text;

namespace Mail.Mime.Text;

/// <summary>The end of the chain octets -> characters -> text: decodes a charset as a stream and strips HTML.</summary>
internal sealed class CharsetWriter(string? charset, bool isHtml, TextSink sink) : IBufferWriter<byte>
{
    private const int Block = 8192;
    private readonly HtmlText? _html = isHtml ? new HtmlText() : null;
    private byte[] _octets = new byte[Block];
    private char[] _chars = new char[Block];
    private int _used;
    private Decoder? _decoder = Charsets.Find(charset) is { CodePage: not 20127 } known ? known.GetDecoder() : null;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_octets.Length - _used < Math.Max(1, sizeHint))
        {
            Decode(false);
            if (_octets.Length < sizeHint)
            {
                _octets = new byte[sizeHint];
            }
        }

        return _octets.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Advance(int count) => _used += count;

    public void Finish() => Decode(true);

    private void Decode(bool flush)
    {
        ReadOnlySpan<byte> octets = _octets.AsSpan(0, _used);
        _used = 0;
        if (_decoder is null && Ascii.IsValid(octets))
        {
            // Nothing to guess from yet.
            Emit(octets, Encoding.Latin1.GetDecoder(), true);
            return;
        }

        _decoder ??= Charsets.GuessFromStart(octets).GetDecoder();
        Emit(octets, _decoder, flush);
    }

    private void Emit(ReadOnlySpan<byte> octets, Decoder decoder, bool flush)
    {
        int room = decoder.GetCharCount(octets, flush);
        if (room > _chars.Length)
        {
            _chars = new char[room];
        }

        ReadOnlySpan<char> text = _chars.AsSpan(0, decoder.GetChars(octets, _chars, flush));
        if (_html is not null)
        {
            _html.Write(text, sink);
        }
        else
        {
            sink.Append(text);
        }
    }
}
