using System.Buffers;
using System.Text;
using Mail.Domain.Identity;
using Mail.Mime;

namespace Mail.Gateway.Smtp.Submission;

/// <summary>The header of a submitted message: who it says it is from, and what a submission server mends (RFC 6409 §8).</summary>
internal sealed class SubmittedHeader
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<(int Start, int Length)> _hidden = [];
    private bool _hasDate;

    private SubmittedHeader(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    /// <summary>Addresses of From and Sender; null stands for one that cannot be anybody's here.</summary>
    public List<(string Text, EmailAddress? Address)> Senders { get; } = [];

    public int FromFields { get; private set; }

    public int SenderFields { get; private set; }

    /// <summary>As it stands, with angle brackets; null where it is missing.</summary>
    public string? MessageId { get; private set; }

    public bool NeedsChange => !_hasDate || MessageId is null || _hidden.Count > 0;

    /// <param name="bytes">The header with the line end of its last field; the blank line may follow.</param>
    public static SubmittedHeader Read(ReadOnlyMemory<byte> bytes)
    {
        var header = new SubmittedHeader(bytes);
        foreach (var field in new HeaderBlock(bytes))
        {
            header.Take(field);
        }

        return header;
    }

    /// <summary>Where the header of a message ends, before its blank line; -1 if it is longer than <paramref name="most"/>.</summary>
    public static long FindEnd(in ReadOnlySequence<byte> message, int most)
    {
        var reader = new SequenceReader<byte>(message);
        while (!reader.End)
        {
            if (reader.IsNext("\r\n"u8))
            {
                break;
            }

            if (!reader.TryAdvanceTo((byte)'\n'))
            {
                reader.AdvanceToEnd();
            }

            if (reader.Consumed > most)
            {
                return -1;
            }
        }

        return reader.Consumed;
    }

    /// <summary>The header with Date and Message-ID where they were missing, without blind recipients (RFC 5322 §3.6.3), and without a Return-Path, which only the last server writes (RFC 5321 §4.4).</summary>
    /// <param name="messageId">With angle brackets.</param>
    /// <param name="now">For Date.</param>
    public byte[] Mend(string messageId, DateTimeOffset now)
    {
        var output = new ArrayBufferWriter<byte>(_bytes.Length + 256);
        var missing = Encoding.ASCII.GetBytes(
            (_hasDate ? "" : $"Date: {MailDate.Format(now)}\r\n") + (MessageId is not null ? "" : $"Message-ID: {messageId}\r\n"));

        // A line that continues nothing, right at the front, would continue what is put before it.
        var last = _bytes.Span is [(byte)' ' or (byte)'\t', ..];
        output.Write(last ? [] : missing);
        var at = 0;
        foreach (var (start, length) in _hidden)
        {
            output.Write(_bytes.Span[at..start]);
            at = start + length;
        }

        output.Write(_bytes.Span[at..]);
        output.Write(last ? missing : []);
        return output.WrittenSpan.ToArray();
    }

    private void Take(HeaderField field)
    {
        if (field.IsNamed("From"u8))
        {
            FromFields++;
            AddSenders(field.Value);
        }
        else if (field.IsNamed("Sender"u8))
        {
            SenderFields++;
            AddSenders(field.Value);
        }
        else if (field.IsNamed("Bcc"u8) || field.IsNamed("Resent-Bcc"u8) || field.IsNamed("Return-Path"u8))
        {
            _hidden.Add((field.Offset, field.Raw.Length));
        }
        else if (field.IsNamed("Date"u8))
        {
            _hasDate = true;
        }
        else if (field.IsNamed("Message-ID"u8))
        {
            MessageId ??= field.DecodeText();
        }
    }

    private void AddSenders(ReadOnlySpan<byte> value)
    {
        var any = false;
        foreach (var mailbox in AddressList.Flatten(AddressList.Parse(value)))
        {
            any = true;
            Senders.Add((mailbox.Address, AddressOf(mailbox)));
        }

        if (!any)
        {
            Senders.Add(("", null));
        }
    }

    private static EmailAddress? AddressOf(MailboxAddress mailbox) =>
        DomainName.TryParse(mailbox.Domain, out var domain) && EmailAddress.TryCreate(mailbox.LocalPart, domain, out var address) ? address : null;
}
