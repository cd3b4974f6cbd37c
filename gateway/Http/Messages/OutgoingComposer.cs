using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Mail.Contracts.Accounts;
using Mail.Domain.Identity;
using Mail.Gateway.Http.Problems;
using Mail.Mime;
using Mail.Mime.Compose;

namespace Mail.Gateway.Http.Messages;

/// <summary>Makes outgoing messages from JSON or from a message as it stands.</summary>
internal sealed class OutgoingComposer(TimeProvider time, HttpApiOptions options)
{
    public const int MostRecipients = 1000;
    private const int MostAttachments = 100;

    private readonly MimeComposer _composer = new(time, RandomNumberGenerator.Fill, options.HostName);

    public OutgoingMessage Compose(SendMessageBody body, AccountInfo user)
    {
        var from = body.From is null
            ? new MailboxAddress(user.DisplayName, user.Address.LocalPart, user.Address.Domain.Value)
            : Single(body.From);
        var (to, cc, bcc) = (Parse(body.To), Parse(body.Cc), Parse(body.Bcc));
        var id = _composer.NewMessageId();
        var draft = new MessageDraft
        {
            From = [from],
            To = to,
            Cc = cc,
            Subject = body.Subject,
            MessageId = id,
            Text = body.Text,
            Html = body.Html,
            Attachments = Attachments(body.Attachments ?? []),
        };
        try
        {
            return new OutgoingMessage(Address(from), Recipients([.. to, .. cc, .. bcc]), $"<{id}>", _composer.Compose(draft), body.SaveToSent);
        }
        catch (ArgumentException refused) when (refused is not ArgumentOutOfRangeException)
        {
            throw ApiException.Invalid("The message cannot be composed: an address or media type cannot stand in a header.");
        }
    }

    /// <summary>Takes a message as it stands: Bcc goes, Date and Message-ID come where they are missing (RFC 6409 section 8).</summary>
    public OutgoingMessage Read(ReadOnlyMemory<byte> raw)
    {
        var header = MimeParser.Parse(raw).Headers;
        if (AddressList.Flatten(header.GetAddresses("From"u8)).ToList() is not [var from])
        {
            throw ApiException.Invalid("The message needs a From field with one address.");
        }

        var recipients = Recipients(
        [
            .. AddressList.Flatten(header.GetAddresses("To"u8)), .. AddressList.Flatten(header.GetAddresses("Cc"u8)),
            .. AddressList.Flatten(header.GetAddresses("Bcc"u8)),
        ]);
        var output = new ArrayBufferWriter<byte>(raw.Length + 256);
        var id = header.GetText("Message-ID"u8);
        if (id is null)
        {
            id = $"<{_composer.NewMessageId()}>";
            output.Write(Encoding.ASCII.GetBytes($"Message-ID: {id}\r\n"));
        }

        if (header.GetText("Date"u8) is null)
        {
            output.Write(Encoding.ASCII.GetBytes($"Date: {MailDate.Format(time.GetUtcNow())}\r\n"));
        }

        foreach (var field in header)
        {
            if (!field.IsNamed("Bcc"u8))
            {
                WriteLines(field.Raw, output);
            }
        }

        WriteBody(raw.Span[EndOfFields(header)..], output);
        return new OutgoingMessage(Address(from), recipients, id, output.WrittenSpan.ToArray(), SaveToSent: true);
    }

    private static int EndOfFields(HeaderBlock header)
    {
        var end = 0;
        foreach (var field in header)
        {
            end = field.Offset + field.Raw.Length;
        }

        return end;
    }

    /// <summary>The blank line and what follows it; a message without one gets it.</summary>
    private static void WriteBody(ReadOnlySpan<byte> rest, ArrayBufferWriter<byte> output)
    {
        if (rest.IsEmpty || (rest[0] != '\r' && rest[0] != '\n'))
        {
            output.Write("\r\n"u8);
        }

        WriteLines(rest, output);
    }

    /// <summary>Line ends become CRLF (RFC 5321 section 2.3.8).</summary>
    private static void WriteLines(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            output.Write(line.TrimEnd((byte)'\r'));
            output.Write("\r\n"u8);
            text = end < 0 ? default : text[(end + 1)..];
        }
    }

    private static MailboxAddress Single(string text) =>
        Parse([text]) is [var only] ? only : throw ApiException.Invalid($"'{text}' is not one mail address.");

    private static List<MailboxAddress> Parse(IReadOnlyList<string>? texts)
    {
        var addresses = new List<MailboxAddress>();
        foreach (var text in texts ?? [])
        {
            var read = AddressList.Flatten(AddressList.Parse(Encoding.UTF8.GetBytes(text ?? ""))).ToList();
            addresses.Add(read is [var one] ? one : throw ApiException.Invalid($"'{text}' is not one mail address."));
            Address(addresses[^1]);
        }

        return addresses;
    }

    private static List<EmailAddress> Recipients(List<MailboxAddress> all)
    {
        var recipients = all.Select(Address).Distinct().ToList();
        return recipients.Count is >= 1 and <= MostRecipients
            ? recipients
            : throw ApiException.Invalid($"A message needs 1 to {MostRecipients} recipients.");
    }

    private static EmailAddress Address(MailboxAddress address) =>
        DomainName.TryParse(address.Domain, out var domain) && EmailAddress.TryCreate(address.LocalPart, domain, out var read)
            ? read
            : throw ApiException.Invalid($"'{address.Address}' is not a mail address.");

    private static List<MimeAttachment> Attachments(IReadOnlyList<SendAttachment> files) => files.Count <= MostAttachments
        ? files.Select(f => new MimeAttachment(f.MediaType, f.Content) { FileName = f.Name }).ToList()
        : throw ApiException.Invalid($"A message can have at most {MostAttachments} attachments.");
}
