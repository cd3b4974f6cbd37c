using Mail.Mime.Parsing;

namespace Mail.Mime;

/// <summary>Walks the fields of a header block up to its blank line.</summary>
public ref struct HeaderFieldEnumerator
{
    private readonly ReadOnlySpan<byte> _block;
    private readonly int _offset;
    private int _position;

    public HeaderFieldEnumerator(ReadOnlySpan<byte> block, int offset = 0)
    {
        _block = block;
        _offset = offset;
    }

    public HeaderField Current { get; private set; }

    public readonly HeaderFieldEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_position >= _block.Length || FieldScanner.IsBlankLine(_block, _position, out _))
        {
            return false;
        }

        int end = FieldScanner.FieldEnd(_block, _position);
        Current = new HeaderField(_block[_position..end], _offset + _position);
        _position = end;
        return true;
    }
}
