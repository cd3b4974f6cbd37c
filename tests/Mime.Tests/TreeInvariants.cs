using System.Buffers;
using Mail.Mime.Imap;

namespace Mail.Mime.Tests;

/// <summary>What holds for every input, however broken.</summary>
internal static class TreeInvariants
{
    public static void Check(byte[] raw)
    {
        byte[] before = [.. raw];
        MimeEntity root = MimeParser.Parse(raw);
        Assert.Equal(0, root.Header.Offset);
        Assert.Equal(raw.Length, root.Body.End);
        foreach (MimeEntity part in root.Descendants())
        {
            CheckPart(part, raw.Length);
        }

        CheckViews(root, raw);
        Assert.Equal(before, raw);
    }

    private static void CheckPart(MimeEntity part, int length)
    {
        Assert.Equal(part.Header.End, part.Body.Offset);
        Assert.InRange(part.Header.Offset, 0, length);
        Assert.InRange(part.Body.End, part.Body.Offset, length);
        Assert.InRange(part.BodyLines, 0, part.Body.Length);
        Assert.Equal(part.IsMultipart, part.Parts.Count > 0);
        Assert.Equal(part.ContentType.IsMessage, part.Message is not null);
        int last = part.Body.Offset;
        foreach (MimeEntity child in part.Parts)
        {
            Assert.InRange(child.Header.Offset, last, part.Body.End);
            last = child.Body.End;
            Assert.InRange(last, child.Header.Offset, part.Body.End);
        }

        if (part.Message is { } message)
        {
            Assert.Equal(part.Body, new ByteRange(message.Header.Offset, message.Body.End - message.Header.Offset));
        }

        Assert.True(part.Preamble.End <= part.Body.End && part.Epilogue.End <= part.Body.End);
    }

    private static void CheckViews(MimeEntity root, byte[] raw)
    {
        var output = new ArrayBufferWriter<byte>();
        BodyStructureWriter.Write(output, root, extended: true);
        Assert.True(ImapSyntax.IsOneList(output.WrittenSpan), Raw.Text(output.WrittenSpan));
        output.Clear();
        EnvelopeWriter.Write(output, root.HeaderBytes.Span);
        Assert.True(ImapSyntax.IsOneList(output.WrittenSpan), Raw.Text(output.WrittenSpan));
        string direct = Raw.Text(output.WrittenSpan);
        output.Clear();
        byte[] encoded = MessageSummary.Create(root);
        Assert.InRange(encoded.Length, 1, MessageSummary.MaxSize);
        MessageSummary summary = MessageSummary.Read(encoded);
        summary.WriteEnvelope(output);
        Assert.Equal(summary.EnvelopeLength, output.WrittenCount);
        Assert.True(ImapSyntax.IsOneList(output.WrittenSpan), Raw.Text(output.WrittenSpan));
        if (!summary.IsTruncated)
        {
            Assert.Equal(direct, Raw.Text(output.WrittenSpan));
        }

        _ = ImapEnvelope.Parse(raw);
        Assert.True(MimeText.Extract(root, 5000).Length <= 5000);
        _ = MimeText.ExtractHeaders(root);
        foreach (MimeEntity part in root.Descendants())
        {
            _ = part.FileName + part.ContentId + part.Description + part.Location + part.Languages.Count + part.IsAttachment;
        }
    }
}
