using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Mail.Contracts.Accounts;
using Mail.Domain.Identity;
using Mail.Gateway.Http.Problems;
using Mail.Gateway.Smtp;
using Mail.Gateway.Smtp.Submission;
using Mail.Mime;
using Mail.Mime.Compose;
using Mail.Protocols.Buffers;
using Mail.Protocols.Smtp;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Mail.Gateway.Http.Messages;

/// <summary>Makes outgoing messages from JSON or from a message as it stands.</summary>
internal sealed class OutgoingComposer(TimeProvider time, HttpApiOptions options, IOptions<SmtpOptions> smtp)
{
    public const int MostRecipients = 1000;
    private const int MostAttachments = 100;

    private readonly MimeComposer _composer = new(time, RandomNumberGenerator.Fill, options.HostName);

    /// <param name="body">What to compose.</param>
    /// <param name="user">Who sends it.</param>
    /// <param name="output">Holds the message.</param>
    public OutgoingMessage Compose(SendMessageBody body, AccountInfo user, SegmentedBuffer output)
    {
        var from = body.From is null
            ? new MailboxAddress(user.DisplayName, user.Address.LocalPart, user.Address.Domain.Value)
            : Single(body.From);
        var (to, cc, bcc) = (Parse(body.To), Parse(body.Cc), Parse(body.Bcc));
        var recipients = Recipients([.. to, .. cc, .. bcc]);
        var draft = new MessageDraft
        {
            From = [from],
            To = to,
            Cc = cc,
            Subject = body.Subject,
            Text = body.Text,
            Html = body.Html,
            Attachments = Attachments(body.Attachments ?? []),
        };
        try
        {
            _composer.Compose(draft, output);
        }
        catch (ArgumentException refused) when (refused is not ArgumentOutOfRangeException)
        {
            throw ApiException.Invalid("The message cannot be composed: an address or media type cannot stand in a header.");
        }

        return new OutgoingMessage(Address(from), recipients, Sendable(output.AsSequence()), body.SaveToSent);
    }

    /// <summary>Takes a message as it stands; who it may be from and what its header lacks is decided where it is taken.</summary>
    /// <param name="message">With CRLF line ends.</param>
    public OutgoingMessage Read(ReadOnlyMemory<byte> message)
    {
        var content = Sendable(new ReadOnlySequence<byte>(message));
        if (!message.Span.EndsWith("\r\n"u8))
        {
            content = JoinedSequence.Of(content, new ReadOnlySequence<byte>("\r\n"u8.ToArray()));
        }

        var (authors, recipients) = (new List<MailboxAddress>(), new List<MailboxAddress>());
        foreach (var field in new HeaderBlock(content.Slice(0, SubmittedHeader.FindEnd(content, int.MaxValue)).ToArray()))
        {
            // A field that stands twice, against RFC 5322 section 3.6, counts twice: nobody it names is passed over.
            var list = field.IsNamed("From"u8) ? authors
                : field.IsNamed("To"u8) || field.IsNamed("Cc"u8) || field.IsNamed("Bcc"u8) ? recipients
                : null;
            list?.AddRange(AddressList.Flatten(AddressList.Parse(field.Value)));
        }

        return authors is [var from]
            ? new OutgoingMessage(Address(from), Recipients(recipients), content, SaveToSent: true)
            : throw ApiException.Invalid("The message needs a From field with one address.");
    }

    /// <summary>The content, if SMTP would take it: a bare CR or LF hides a second message in a first one from some servers (RFC 5321 section 2.3.8).</summary>
    private ReadOnlySequence<byte> Sendable(in ReadOnlySequence<byte> content) =>
        SmtpChunkDecoder.Check(content, smtp.Value.MaxMessageSize, smtp.Value.MaxLineLength) is { } refusal ? throw SubmissionRefusal.Of(refusal) : content;

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
        ? files.Select(f => new MimeAttachment(MediaType(f.MediaType), Content(f)) { FileName = f.Name }).ToList()
        : throw ApiException.Invalid($"A message can have at most {MostAttachments} attachments.");

    private static string MediaType(string text) => MediaTypeHeaderValue.TryParse(text, out _) && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')
        ? text
        : throw ApiException.Invalid($"'{text}' is not a media type.");

    // RFC 2046 section 5.2.1: a message travels in no transfer encoding, so its lines are lines of the message around it.
    private static ReadOnlyMemory<byte> Content(SendAttachment file) =>
        file.MediaType.Equals(MessageBodies.RawType, StringComparison.OrdinalIgnoreCase) ? LineEnds.ToCrLf(file.Content) : file.Content;
}
