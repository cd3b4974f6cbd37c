namespace Mail.Protocols.Imap;

/// <summary>Data items of FETCH that have one form only (RFC 3501 section 6.4.5, RFC 7162).</summary>
[Flags]
public enum FetchItems
{
    None = 0,
    Uid = 1,
    Flags = 2,
    InternalDate = 4,
    Rfc822Size = 8,
    Envelope = 16,
    /// <summary>BODYSTRUCTURE, with extension data.</summary>
    BodyStructure = 32,
    /// <summary>BODY without a section: the structure without extension data.</summary>
    Body = 64,
    ModSeq = 128,
}

/// <summary>What a section names (RFC 3501 section 6.4.5).</summary>
public enum SectionKind { All, Header, HeaderFields, HeaderFieldsNot, Text, Mime }

/// <summary>BODY[section]&lt;partial&gt; and the RFC822 items that are the same by another name.</summary>
public sealed record FetchSection
{
    /// <summary>Numbers of the part, outermost first; empty for the message itself.</summary>
    public IReadOnlyList<int> Part { get; init; } = [];

    public SectionKind Kind { get; init; }

    /// <summary>Field names of HEADER.FIELDS and HEADER.FIELDS.NOT, in the client's spelling.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>First octet of a partial fetch; null for all.</summary>
    public uint? Offset { get; init; }

    /// <summary>Octets of a partial fetch at most; not zero if <see cref="Offset"/> is given.</summary>
    public uint Count { get; init; }

    /// <summary>Whether \Seen is left alone.</summary>
    public bool Peek { get; init; }

    /// <summary>The item's name as the response repeats it, with the origin octet: <c>BODY[1.MIME]&lt;0&gt;</c>.</summary>
    public required ReadOnlyMemory<byte> Label { get; init; }
}

/// <summary>FETCH and UID FETCH.</summary>
/// <param name="Tag">The client's tag.</param>
/// <param name="Set">The messages.</param>
/// <param name="Items">Items of one form.</param>
/// <param name="Sections">Sections, in the order asked for.</param>
/// <param name="ChangedSince">Only messages whose mod-sequence is larger (RFC 7162 section 3.1.4); null for all.</param>
public sealed record FetchCommand(
    string Tag, ImapSequenceSet Set, FetchItems Items, IReadOnlyList<FetchSection> Sections, ulong? ChangedSince)
    : ImapCommand(Tag, ImapVerb.Fetch);
