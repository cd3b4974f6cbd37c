using System.Buffers;
using System.Text;

namespace Mail.Mime.Compose;

/// <summary>A part that is ready to be written behind the header fields of its surroundings.</summary>
internal abstract class ComposedPart
{
    public abstract void WriteFields(HeaderWriter writer);

    public abstract void WriteBody(IBufferWriter<byte> output);

    public void Write(IBufferWriter<byte> output)
    {
        var writer = new HeaderWriter(output, false);
        WriteFields(writer);
        writer.EndBlock();
        WriteBody(output);
    }
}

/// <summary>A leaf in its transfer encoding.</summary>
internal sealed class ComposedLeaf(string mediaType, ReadOnlyMemory<byte> content, TransferEncoding encoding) : ComposedPart
{
    public string? Charset { get; init; }

    public string? Disposition { get; init; }

    public string? FileName { get; init; }

    public string? ContentId { get; init; }

    public override void WriteFields(HeaderWriter writer)
    {
        ParameterWriter.Field(writer, "Content-Type", mediaType, ("charset", Charset), ("name", Disposition is null ? null : FileName));
        if (encoding != TransferEncoding.SevenBit)
        {
            writer.Field("Content-Transfer-Encoding", Name(encoding));
        }

        if (Disposition is not null)
        {
            ParameterWriter.Field(writer, "Content-Disposition", Disposition, ("filename", FileName));
        }

        if (ContentId is not null)
        {
            writer.Field("Content-ID", $"<{ContentId}>");
        }
    }

    public override void WriteBody(IBufferWriter<byte> output)
    {
        if (encoding is TransferEncoding.Base64 or TransferEncoding.QuotedPrintable)
        {
            TransferEncoder encoder = TransferEncoder.Create(encoding);
            encoder.Encode(content.Span, output);
            encoder.Finish(output);
        }
        else
        {
            output.Write(content.Span);
        }
    }

    private static string Name(TransferEncoding encoding) => encoding switch
    {
        TransferEncoding.Base64 => "base64",
        TransferEncoding.QuotedPrintable => "quoted-printable",
        _ => "8bit",
    };
}

/// <summary>A multipart; the line break before each delimiter belongs to the delimiter (RFC 2046 section 5.1.1).</summary>
internal sealed class ComposedMultipart(string subtype, string boundary, IReadOnlyList<ComposedPart> parts) : ComposedPart
{
    public string? ReportType { get; init; }

    public override void WriteFields(HeaderWriter writer) =>
        ParameterWriter.Field(writer, "Content-Type", "multipart/" + subtype, ("report-type", ReportType), ("boundary", boundary));

    public override void WriteBody(IBufferWriter<byte> output)
    {
        byte[] delimiter = Encoding.ASCII.GetBytes("--" + boundary);
        for (int i = 0; i < parts.Count; i++)
        {
            output.Write(i == 0 ? ""u8 : "\r\n"u8);
            output.Write(delimiter);
            output.Write("\r\n"u8);
            parts[i].Write(output);
        }

        output.Write("\r\n"u8);
        output.Write(delimiter);
        output.Write("--\r\n"u8);
    }
}
