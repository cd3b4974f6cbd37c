using System.Text;
using Mail.Domain.Blobs;
using Mail.Domain.Delivery;
using Mail.Domain.Identity;

namespace Mail.Storage.Tests;

public sealed class EnvelopeTests
{
    [Fact]
    public void A_record_of_the_first_format_is_read()
    {
        var id = Guid.Parse("0192f0c4-0000-7000-8000-0000000000aa");
        var account = Guid.Parse("0192f0c4-0000-7000-8000-0000000000bb");
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(id.ToByteArray(bigEndian: true));
        writer.Write(638_000_000_000_000_000L);
        Text(writer, "from@there.example");
        Text(writer, "");
        writer.Write(1);
        writer.Write(account.ToByteArray(bigEndian: true));
        Text(writer, "to@here.example");

        var read = Envelope.Read(bytes.ToArray(), new BlobRef(BlobKind.Segment, 1, 2, 3));

        Assert.Equal((new IngestId(id), "from@there.example", null, null), (read.Id, read.MailFrom, read.TraceId, read.EnvelopeId));
        var recipient = Assert.Single(read.Recipients);
        Assert.Equal((new AccountId(account), "to@here.example", DsnNotify.Unspecified, null), (recipient.Account, recipient.Address, recipient.Notify, recipient.OriginalRecipient));
    }

    private static void Text(BinaryWriter writer, string text)
    {
        writer.Write((ushort)text.Length);
        writer.Write(Encoding.UTF8.GetBytes(text));
    }
}
