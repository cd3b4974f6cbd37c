using System.Buffers;

namespace Mail.Mime.Text;

/// <summary>Takes text up to a bound and drops what lies beyond it.</summary>
internal sealed class TextSink(IBufferWriter<char> output, int maxChars)
{
    private int _room = maxChars;

    public bool IsFull => _room == 0;

    public void Append(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, _room)];
        output.Write(text);
        _room -= text.Length;
    }
}
