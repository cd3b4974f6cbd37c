using System.Buffers;
using Mail.Mime;
using Mail.Mime.Imap;

namespace Mail.Gateway.Imap.Bodies;

/// <summary>The structure of a message: where its parts lie, and BODY and BODYSTRUCTURE in written form.</summary>
internal sealed class MessageLayout
{
    private const int OctetsOfPart = 120;

    private MessageLayout(PartLayout root, byte[] body, byte[] bodyStructure)
    {
        (Root, Body, BodyStructure) = (root, body, bodyStructure);
        Cost = 200 + body.Length + bodyStructure.Length + (OctetsOfPart * root.Count());
    }

    public PartLayout Root { get; }

    public ReadOnlyMemory<byte> Body { get; }

    public ReadOnlyMemory<byte> BodyStructure { get; }

    /// <summary>Octets of memory, about.</summary>
    public int Cost { get; }

    public static MessageLayout Of(ReadOnlyMemory<byte> message)
    {
        var entity = MimeParser.Parse(message);
        var text = new ArrayBufferWriter<byte>(512);
        BodyStructureWriter.Write(text, entity, extended: false);
        var body = text.WrittenSpan.ToArray();
        text.ResetWrittenCount();
        BodyStructureWriter.Write(text, entity, extended: true);
        return new MessageLayout(PartLayout.Of(entity), body, text.WrittenSpan.ToArray());
    }
}
