namespace Mail.Protocols.Imap;

/// <summary>What <see cref="ImapFramer"/> found.</summary>
public enum ImapFrameKind
{
    /// <summary>The command is not complete; nothing may be consumed.</summary>
    NeedMore,

    /// <summary>A synchronizing literal follows: the client waits for <c>+</c>. Nothing may be consumed; ask again.</summary>
    Continue,

    /// <summary>The first <see cref="ImapFrame.Length"/> bytes are a whole command.</summary>
    Command,

    /// <summary>
    /// The first <see cref="ImapFrame.Length"/> bytes are an APPEND up to and with the announcement of the message, whose
    /// <see cref="ImapFrame.LiteralSize"/> bytes follow and are not framed.
    /// </summary>
    AppendLiteral,

    /// <summary>A literal larger than allowed is announced at the end of the first <see cref="ImapFrame.Length"/> bytes.</summary>
    LiteralTooLarge,

    /// <summary>A line is longer than allowed; where the command ends is unknown.</summary>
    LineTooLong,
}

/// <summary>One step of framing.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Length">Bytes from the start of the command.</param>
/// <param name="LiteralSize">Bytes of the literal announced.</param>
/// <param name="NonSynchronizing">Whether the client sends the literal unasked (RFC 7888).</param>
public readonly record struct ImapFrame(ImapFrameKind Kind, long Length = 0, long LiteralSize = 0, bool NonSynchronizing = false);
