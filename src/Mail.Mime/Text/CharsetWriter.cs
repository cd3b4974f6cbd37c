using System.Buffers;
using System.Text;

namespace Mail.Mime.Text;

/// <summary>
/// The end of the chain octets -> characters -> text: decodes a charset as a stream and strips HTML. One serves all parts of a
/// message, one after the other, so that a message of a thousand empty parts takes no more memory than one of a single part.
/// </summary>
internal sealed class CharsetWriter(TextSink sink) : IBufferWriter<byte>, IDisposable
{
    private const int Block = 8192;
    private byte[] _octets = ArrayPool<byte>.Shared.Rent(Block);
    private char[] _chars = ArrayPool<char>.Shared.Rent(Block);
    private int _used;
    private HtmlText? _html;
    private Decoder? _decoder;

    /// <summary>Begins the next part; the one before has ended by <see cref="Finish"/>.</summary>
    public void Begin(string? charset, bool isHtml)
    {
        _used = 0;
        _html = isHtml ? new HtmlText() : null;
        _decoder = Charsets.Find(charset) is { CodePage: not 20127 } known ? known.GetDecoder() : null;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_octets.Length - _used < Math.Max(1, sizeHint))
        {
            Decode(false);
            if (_octets.Length < sizeHint)
            {
                ArrayPool<byte>.Shared.Return(_octets);
                _octets = ArrayPool<byte>.Shared.Rent(sizeHint);
            }
        }

        return _octets.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Advance(int count) => _used += count;

    public void Finish() => Decode(true);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_octets);
        ArrayPool<char>.Shared.Return(_chars);
    }

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
            ArrayPool<char>.Shared.Return(_chars);
            _chars = ArrayPool<char>.Shared.Rent(room);
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
