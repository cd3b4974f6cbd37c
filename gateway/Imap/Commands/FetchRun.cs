using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Imap.Bodies;
using Mail.Gateway.Imap.Folders;
using Mail.Gateway.Imap.Session;
using Mail.Mime;
using Mail.Mime.Imap;
using Mail.Protocols.Imap;
using Mail.Storage;
using Mail.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Imap.Commands;

/// <summary>One FETCH at work: writes message after message, flushed by size.</summary>
internal sealed class FetchRun(ImapSessionContext session, FetchCommand fetch, MessageReader reader, ILogger log)
{
    private const FetchItems NeedSummary = FetchItems.Envelope;
    private const FetchItems NeedLayout = FetchItems.Body | FetchItems.BodyStructure;

    private readonly SectionLocator _locator = new(reader);
    private readonly SummaryPages _summaries = new(session.Mailbox, session.Folder);
    private readonly bool _marksSeen = fetch.Sections.Any(s => !s.Peek);
    private bool _hasItems;

    /// <summary>UIDs of messages whose text was sent, were not \Seen, and are to be.</summary>
    public List<uint> Read { get; } = [];

    /// <summary>Whether something asked for could not be sent.</summary>
    public bool IsIncomplete { get; private set; }

    public async ValueTask FetchAsync(int from, int to)
    {
        var messages = session.Folder.Messages;
        for (var position = from; position <= to; position++)
        {
            if (fetch.ChangedSince is { } since && (ulong)messages[position].ModSeq <= since)
            {
                continue;
            }

            if ((fetch.Items & NeedSummary) != 0 && !_summaries.Holds(messages[position].Uid))
            {
                await _summaries.ReadAsync(position, to).ConfigureAwait(false);
            }

            // Most messages of a long FETCH need nothing that waits.
            if (fetch.Sections.Count > 0 || (fetch.Items & NeedLayout) != 0 || !TryWriteSimple(position, messages[position]))
            {
                await WriteAsync(position, messages[position]).ConfigureAwait(false);
            }

            await session.Output.FlushIfFullAsync().ConfigureAwait(false);
        }
    }

    private bool TryWriteSimple(int position, in MessageEntry entry)
    {
        if ((fetch.Items & FetchItems.Envelope) == 0)
        {
            Begin(position, entry);
        }
        else if (_summaries.TryGet(entry.Uid, out var encoded) && MessageSummary.TryRead(encoded.Span, out var summary) && !summary.IsTruncated)
        {
            Begin(position, entry);
            Name("ENVELOPE "u8);
            summary.WriteEnvelope(session.Writer.Output);
        }
        else
        {
            return false;
        }

        session.Writer.Raw(")\r\n"u8);
        return true;
    }

    private async ValueTask WriteAsync(int position, MessageEntry entry)
    {
        byte[]? header = null;
        MessageLayout? layout = null;
        try
        {
            header = (fetch.Items & FetchItems.Envelope) != 0 ? await _locator.HeaderAsync(entry.Blob).ConfigureAwait(false) : null;
            layout = (fetch.Items & NeedLayout) != 0 ? await reader.ReadLayoutAsync(entry.Blob).ConfigureAwait(false) : null;
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            Unreadable(failure, entry);
            return;
        }

        Begin(position, entry);
        WriteStructure(header, layout);
        foreach (var section in fetch.Sections)
        {
            await WriteSectionAsync(entry, section).ConfigureAwait(false);
        }

        session.Writer.Raw(")\r\n"u8);
        if (_marksSeen && (entry.Flags & MessageFlags.Seen) == 0)
        {
            Read.Add(entry.Uid);
        }
    }

    private void Begin(int position, in MessageEntry entry)
    {
        var writer = session.Writer;
        _hasItems = false;
        writer.Raw("* "u8);
        writer.Number((ulong)position + 1);
        writer.Raw(" FETCH ("u8);
        if ((fetch.Items & FetchItems.Uid) != 0)
        {
            Name("UID "u8);
            writer.Number(entry.Uid);
        }

        if ((fetch.Items & FetchItems.Flags) != 0)
        {
            Name("FLAGS "u8);
            writer.Flags(entry.Flags, entry.Keywords.IsDefaultOrEmpty ? [] : entry.Keywords.AsSpan());
        }

        if ((fetch.Items & FetchItems.InternalDate) != 0)
        {
            Name("INTERNALDATE "u8);
            writer.DateTime(entry.InternalDate);
        }

        if ((fetch.Items & FetchItems.Rfc822Size) != 0)
        {
            Name("RFC822.SIZE "u8);
            writer.Number((ulong)entry.Size);
        }

        if ((fetch.Items & FetchItems.ModSeq) != 0)
        {
            Name("MODSEQ ("u8);
            writer.Number((ulong)entry.ModSeq);
            writer.Raw(")"u8);
        }
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        session.Writer.Raw(_hasItems ? " "u8 : ""u8);
        session.Writer.Raw(name);
        _hasItems = true;
    }

    private void WriteStructure(byte[]? header, MessageLayout? layout)
    {
        if (header is not null)
        {
            Name("ENVELOPE "u8);
            EnvelopeWriter.Write(session.Writer.Output, header);
        }

        if ((fetch.Items & FetchItems.Body) != 0)
        {
            Name("BODY "u8);
            session.Writer.Raw(layout!.Body.Span);
        }

        if ((fetch.Items & FetchItems.BodyStructure) != 0)
        {
            Name("BODYSTRUCTURE "u8);
            session.Writer.Raw(layout!.BodyStructure.Span);
        }
    }

    private async ValueTask WriteSectionAsync(MessageEntry entry, FetchSection section)
    {
        Name(section.Label.Span);
        SectionContent content;
        try
        {
            content = await _locator.FindAsync(entry.Blob, section).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            Unreadable(failure, entry);
            content = SectionContent.None;
        }

        if (content.Bytes is { } bytes)
        {
            session.Writer.Raw(" "u8);
            session.Writer.Literal(bytes.Span);
        }
        else if (content.Range is not { } range)
        {
            // RFC 3501 section 9: nstring; a part that is not there has no text.
            session.Writer.Raw(" NIL"u8);
        }
        else if (!await BodyStream.SendAsync(session.Output, reader, entry.Blob, range, f => Unreadable(f, entry)).ConfigureAwait(false))
        {
            session.Writer.Raw(" NIL"u8);
        }
    }

    public static bool IsUnreadable(Exception failure) => failure is BlobNotFoundException or StoreUnavailableException or IOException and not ImapPeerGoneException;

    private void Unreadable(Exception failure, in MessageEntry entry)
    {
        IsIncomplete = true;
        log.BlobUnreadable(failure, entry.Blob.ToString(), session.Id, session.Account!.Id.ToString());
    }
}
