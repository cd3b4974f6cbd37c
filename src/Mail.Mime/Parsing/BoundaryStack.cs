namespace Mail.Mime.Parsing;

/// <summary>The boundaries of the multiparts that are open, innermost last.</summary>
internal sealed class BoundaryStack
{
    private readonly List<byte[]> _boundaries = [];
    private int _longest;

    public int Count => _boundaries.Count;

    public int Push(byte[] boundary)
    {
        _longest = Math.Max(_longest, boundary.Length);
        _boundaries.Add(boundary);
        return _boundaries.Count - 1;
    }

    public void PopTo(int level) => _boundaries.RemoveRange(level, _boundaries.Count - level);

    /// <summary>
    /// Compares the text after the two hyphens, without trailing white space, with the open boundaries. The whole text must match, so
    /// that a boundary which is the prefix of another one does not end it (RFC 2046 section 5.1.1).
    /// </summary>
    public bool TryMatch(ReadOnlySpan<byte> text, out int level, out bool isClose)
    {
        isClose = false;
        level = -1;
        if (text.Length > _longest + 2)
        {
            return false;
        }

        for (level = _boundaries.Count - 1; level >= 0; level--)
        {
            ReadOnlySpan<byte> boundary = _boundaries[level];
            if (text.Length == boundary.Length && text.SequenceEqual(boundary))
            {
                return true;
            }

            if (text.Length == boundary.Length + 2 && text.EndsWith("--"u8) && text.StartsWith(boundary))
            {
                isClose = true;
                return true;
            }
        }

        return false;
    }
}
