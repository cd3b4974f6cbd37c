using System.Buffers;
using System.Text;
using Mail.Domain.Blobs;
using Mail.Mime;
using Mail.Mime.Imap;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Bodies;

/// <summary>Finds what BODY[…] names, for one message after the other; keeps the last header read.</summary>
internal sealed class SectionLocator(MessageReader reader)
{
    private BlobRef _headerOf;
    private byte[]? _header;

    public async ValueTask<SectionContent> FindAsync(BlobRef blob, FetchSection section)
    {
        var content = section.Part.Count == 0
            ? await OfMessageAsync(blob, section).ConfigureAwait(false)
            : await OfPartAsync(blob, section).ConfigureAwait(false);
        return content.Exists ? content.Partial(section.Offset, section.Count) : content;
    }

    /// <summary>The header of a message.</summary>
    public async ValueTask<byte[]> HeaderAsync(BlobRef blob)
    {
        if (_header is null || _headerOf != blob)
        {
            _header = await reader.ReadHeaderAsync(blob).ConfigureAwait(false);
            _headerOf = blob;
        }

        return _header;
    }

    private async ValueTask<SectionContent> OfMessageAsync(BlobRef blob, FetchSection section)
    {
        if (section.Kind == SectionKind.All)
        {
            return SectionContent.Of(new ByteRange(0, blob.Length));
        }

        var header = await HeaderAsync(blob).ConfigureAwait(false);
        return section.Kind switch
        {
            SectionKind.Text => SectionContent.Of(ByteRange.FromBounds(header.Length, blob.Length)),
            SectionKind.Header => SectionContent.Of(header),
            _ => SectionContent.Of(Select(header, section)),
        };
    }

    private async ValueTask<SectionContent> OfPartAsync(BlobRef blob, FetchSection section)
    {
        var layout = await reader.ReadLayoutAsync(blob).ConfigureAwait(false);
        if (layout.Root.Find(section.Part) is not { } part)
        {
            return SectionContent.None;
        }

        if (section.Kind is SectionKind.All or SectionKind.Mime)
        {
            return SectionContent.Of(section.Kind == SectionKind.All ? part.Body : part.Header);
        }

        // HEADER and TEXT behind a number speak of the message inside that part (RFC 3501 section 6.4.5).
        if (part.Message is not { } message)
        {
            return SectionContent.None;
        }

        if (section.Kind is SectionKind.Header or SectionKind.Text)
        {
            return SectionContent.Of(section.Kind == SectionKind.Header ? message.Header : message.Body);
        }

        var header = new byte[message.Header.Length];
        await reader.ReadAsync(blob, message.Header.Offset, header).ConfigureAwait(false);
        return SectionContent.Of(Select(header, section));
    }

    private static ReadOnlyMemory<byte> Select(byte[] header, FetchSection section)
    {
        var selected = new ArrayBufferWriter<byte>(512);
        HeaderSelection.Write(
            selected, header, section.Fields.Select(Encoding.ASCII.GetBytes).ToArray(), section.Kind == SectionKind.HeaderFieldsNot);
        return selected.WrittenMemory;
    }
}
