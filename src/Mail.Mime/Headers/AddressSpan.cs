namespace Mail.Mime;

/// <summary>What has been seen of the address that is being read: where its last dotted run starts, and its at sign.</summary>
internal struct AddressSpan(int start)
{
    private bool _afterWord;

    public int Start { get; } = start;

    /// <summary>Start of the last words joined by dots: the local part, should an at sign follow.</summary>
    public int Run { get; private set; } = -1;

    public int At { get; private set; } = -1;

    public int DomainEnd { get; private set; } = -1;

    public int Words { get; private set; }

    /// <summary>The comment behind all that has been seen; one in front of an address or inside of it is no name.</summary>
    public ByteRange Comment { get; set; }

    public void TakeAt(int position)
    {
        At = At < 0 ? position : At;
        _afterWord = false;
        Comment = default;
    }

    public void TakeDot(int position)
    {
        Run = Run < 0 ? position : Run;
        _afterWord = false;
    }

    public void TakeWord(int position)
    {
        Words++;
        Comment = default;
        if (At < 0)
        {
            Run = _afterWord || Run < 0 ? position : Run;
        }
        else if (_afterWord && DomainEnd < 0)
        {
            DomainEnd = position;
        }

        _afterWord = true;
    }
}
