namespace Mail.Mime.Parsing;

/// <summary>
/// One pass over the message: the position only grows, and every part ends at the first delimiter line of any open multipart.
/// </summary>
internal ref struct EntityParser
{
    private readonly ReadOnlyMemory<byte> _source;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly MimeLimits _limits;
    private readonly int _maxDepth;
    private readonly BoundaryStack _boundaries = new();
    private int _position;
    private int _lines;
    private int _parts;

    public EntityParser(ReadOnlyMemory<byte> source, MimeLimits limits)
    {
        _source = source;
        _bytes = source.Span;
        _limits = limits;
        _maxDepth = Math.Min(limits.MaxDepth, 500);
    }

    /// <summary>Octets looked at, for tests of linear time.</summary>
    public long Work { get; private set; }

    public MimeEntity ParseRoot()
    {
        var root = new MimeEntity(_source, null, ContentType.TextPlain);
        ParseEntity(root, 0);
        return root;
    }

    private BoundaryMatch ParseEntity(MimeEntity entity, int depth)
    {
        _parts++;
        bool hasBody = ReadHeader(entity, out BoundaryMatch match);
        int start = entity.Header.End;
        int linesBefore = _lines;
        ContentType type = entity.ContentType;
        if (type.IsMultipart)
        {
            return ParseMultipart(entity, depth, hasBody, match, start, linesBefore);
        }

        if (type.IsMessage)
        {
            return ParseMessage(entity, depth, hasBody, match, start, linesBefore);
        }

        if (hasBody)
        {
            match = SkipToBoundary();
        }

        SetBody(entity, start, linesBefore, match);
        return match;
    }

    private BoundaryMatch ParseMessage(MimeEntity entity, int depth, bool hasBody, BoundaryMatch match, int start, int linesBefore)
    {
        if (hasBody && depth < _maxDepth && _parts < _limits.MaxParts)
        {
            var message = new MimeEntity(_source, entity, ContentType.TextPlain);
            match = ParseEntity(message, depth + 1);
            SetBody(entity, start, linesBefore, match, message.Body.End);
            entity.Message = message;
            return match;
        }

        if (hasBody)
        {
            match = SkipToBoundary();
        }

        SetBody(entity, start, linesBefore, match);
        entity.Message = MimeEntity.Opaque(entity);
        return match;
    }

    private BoundaryMatch ParseMultipart(MimeEntity entity, int depth, bool hasBody, BoundaryMatch match, int start, int linesBefore)
    {
        byte[]? boundary = hasBody && depth < _maxDepth && _parts < _limits.MaxParts ? entity.ContentType.BoundaryBytes() : null;
        if (boundary is null)
        {
            match = hasBody ? SkipToBoundary() : match;
            SetBody(entity, start, linesBefore, match);
            entity.Add(MimeEntity.Opaque(entity));
            return match;
        }

        int level = _boundaries.Push(boundary);
        match = SkipToBoundary();
        entity.Preamble = ByteRange.FromBounds(start, EndBefore(start, match));
        match = ParseParts(entity, depth, level, match);
        _boundaries.PopTo(level);
        int epilogue = -1;
        if (match.Level == level)
        {
            AdvanceTo(match.LineEnd);
            epilogue = _position;
            match = SkipToBoundary();
        }

        SetBody(entity, start, linesBefore, match, entity.Parts.Count > 0 ? entity.Parts[^1].Body.End : 0);
        int end = entity.Body.End;
        entity.Epilogue = epilogue < 0 ? new ByteRange(end, 0) : ByteRange.FromBounds(Math.Min(epilogue, end), end);
        if (entity.Parts.Count == 0)
        {
            entity.Add(MimeEntity.Opaque(entity));
        }

        return match;
    }

    private BoundaryMatch ParseParts(MimeEntity entity, int depth, int level, BoundaryMatch match)
    {
        // RFC 2046 section 5.1.5: the default type inside multipart/digest is message/rfc822.
        ContentType defaultType = entity.ContentType.IsSubtype("digest") ? ContentType.MessageRfc822 : ContentType.TextPlain;
        while (match.Level == level && !match.IsClose)
        {
            AdvanceTo(match.LineEnd);
            if (_parts >= _limits.MaxParts)
            {
                match = SkipToBoundary();
                continue;
            }

            int start = _position;
            var part = new MimeEntity(_source, entity, defaultType);
            match = ParseEntity(part, depth + 1);
            bool cutOff = match.LineStart == start && match.Level >= 0 && match.Level < level;
            if (!cutOff)
            {
                entity.Add(part);
            }
        }

        return match;
    }

    /// <summary>Reads up to the blank line. False where a delimiter line cut the header off, so that there is no body.</summary>
    private bool ReadHeader(MimeEntity entity, out BoundaryMatch match)
    {
        match = default;
        int start = _position;
        int fields = 0;
        while (_position < _bytes.Length)
        {
            if (FieldScanner.IsBlankLine(_bytes, _position, out int next))
            {
                AdvanceTo(next);
                break;
            }

            if (TryMatchBoundary(out match))
            {
                entity.Header = ByteRange.FromBounds(start, EndBefore(start, match));
                entity.CompleteHeader();
                return false;
            }

            int end = FieldScanner.FieldEnd(_bytes, _position);
            if (!TakeField(entity, start, end, ref fields))
            {
                break;
            }

            AdvanceTo(end);
        }

        entity.Header = ByteRange.FromBounds(start, _position);
        entity.CompleteHeader();
        return true;
    }

    private readonly bool TakeField(MimeEntity entity, int start, int end, ref int fields)
    {
        bool interpret = fields < _limits.MaxHeaderFields && end - start <= _limits.MaxHeaderBytes;
        if (!interpret && fields > 0)
        {
            return true;
        }

        ReadOnlySpan<byte> field = _bytes[_position..end];
        if (FieldScanner.TrySplit(field, out int nameLength, out int valueStart))
        {
            fields++;
            entity.TakeField(field[..nameLength], _bytes, _position + valueStart, end);
            return true;
        }

        // A part without a header: its first line is text already. An mbox "From " line is no reason to give up the header behind it.
        return fields > 0 || _position > start || field.StartsWith("From "u8) || field.StartsWith(">From "u8);
    }

    private BoundaryMatch SkipToBoundary()
    {
        while (_boundaries.Count > 0 && _position < _bytes.Length)
        {
            if (TryMatchBoundary(out BoundaryMatch match))
            {
                return match;
            }

            int next = _bytes[_position..].IndexOf("\n--"u8);
            if (next < 0)
            {
                break;
            }

            AdvanceTo(_position + next + 1);
        }

        AdvanceTo(_bytes.Length);
        return new BoundaryMatch(-1, false, _bytes.Length, _bytes.Length, _lines);
    }

    private bool TryMatchBoundary(out BoundaryMatch match)
    {
        match = default;
        if (_boundaries.Count == 0 || !_bytes[_position..].StartsWith("--"u8))
        {
            return false;
        }

        int end = FieldScanner.LineEnd(_bytes, _position);
        Work += end - _position;
        ReadOnlySpan<byte> text = _bytes[(_position + 2)..end].TrimEnd(" \t\r\n"u8);
        if (!_boundaries.TryMatch(text, out int level, out bool isClose))
        {
            return false;
        }

        match = new BoundaryMatch(level, isClose, _position, end, _lines);
        return true;
    }

    /// <summary>The line break before a delimiter line belongs to the delimiter (RFC 2046 section 5.1.1).</summary>
    private readonly int EndBefore(int start, BoundaryMatch match)
    {
        int end = match.LineStart;
        if (match.IsEndOfMessage || end <= start || _bytes[end - 1] != (byte)'\n')
        {
            return end;
        }

        end--;
        return end > start && _bytes[end - 1] == (byte)'\r' ? end - 1 : end;
    }

    /// <summary>Ends the body where the next delimiter begins.</summary>
    /// <param name="floor">End of what lies inside: where that ends with its blank line, the delimiter has no line break of its own.</param>
    private readonly void SetBody(MimeEntity entity, int start, int linesBefore, BoundaryMatch match, int floor = 0)
    {
        int end = Math.Max(EndBefore(start, match), floor);
        entity.Body = ByteRange.FromBounds(start, end);
        int lines = match.LinesBefore - linesBefore - (end < match.LineStart ? 1 : 0);
        entity.BodyLines = Math.Max(0, lines);
    }

    private void AdvanceTo(int position)
    {
        Work += position - _position;
        _lines += _bytes[_position..position].Count((byte)'\n');
        _position = position;
    }
}
