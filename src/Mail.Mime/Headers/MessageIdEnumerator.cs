namespace Mail.Mime;

/// <summary>Walks the message identifiers of Message-ID, In-Reply-To or References: what stands between angle brackets (RFC 5322 section 3.6.4).</summary>
public ref struct MessageIdEnumerator
{
    private ReadOnlySpan<byte> _rest;

    public MessageIdEnumerator(ReadOnlySpan<byte> rawValue)
    {
        _rest = rawValue;
    }

    /// <summary>The identifier without its brackets.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly MessageIdEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_rest.IndexOf((byte)'<') is var open and >= 0)
        {
            _rest = _rest[(open + 1)..];
            int close = _rest.IndexOfAny((byte)'>', (byte)'<');
            if (close < 0)
            {
                return false;
            }

            ReadOnlySpan<byte> id = _rest[..close].Trim(" \t\r\n"u8);
            bool closed = _rest[close] == (byte)'>';
            _rest = closed ? _rest[(close + 1)..] : _rest[close..];
            if (closed && !id.IsEmpty)
            {
                Current = id;
                return true;
            }
        }

        return false;
    }
}
