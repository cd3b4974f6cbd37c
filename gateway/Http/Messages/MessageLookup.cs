using System.Globalization;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Http.Problems;
using Mail.Mime;
using Mail.Mime.Imap;

namespace Mail.Gateway.Http.Messages;

/// <summary>Finds messages and makes their documents.</summary>
internal static class MessageLookup
{
    /// <exception cref="ApiException">There is no such message.</exception>
    public static async Task<MessageEntry> FindAsync(IMailboxGrain mailbox, int folderNo, string text)
    {
        var uid = Uid(text);
        var pages = await mailbox.ReadMessagesAsync(folderNo, uid, 1);
        return pages.Pages is [[var entry, ..], ..] && entry.Uid == uid ? entry : throw NotFound(text);
    }

    /// <exception cref="ApiException">No message can have it.</exception>
    public static uint Uid(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var uid) && uid > 0 ? uid : throw NotFound(text);

    public static ApiException NotFound(string text) => ApiException.NotFound($"There is no message '{text}' in this folder.");

    public static async Task<MessageDocument> DescribeAsync(IMailboxGrain mailbox, int folderNo, MessageEntry entry)
    {
        var summaries = await mailbox.ReadSummariesAsync(folderNo, new UidRange(entry.Uid, entry.Uid), 1);
        return Document(entry, summaries is [var only] ? only.Summary : default);
    }

    public static MessageDocument Document(in MessageEntry entry, ReadOnlyMemory<byte> summary)
    {
        var flags = MessageFlagText.Of(entry);
        if (!MessageSummary.TryRead(summary.Span, out var read))
        {
            return new MessageDocument(entry.Uid, entry.Size, entry.InternalDate, flags, [], false, entry.ModSeq);
        }

        return new MessageDocument(
            entry.Uid, entry.Size, entry.InternalDate, flags, Addresses(read.Addresses(EnvelopeField.From)), read.HasAttachments, entry.ModSeq,
            read.Subject, Date(read.DateUnixSeconds), read.MessageId);
    }

    public static List<AddressDocument> Addresses(IEnumerable<MailboxAddress> addresses) =>
        addresses.Select(a => new AddressDocument(a.Address, string.IsNullOrEmpty(a.DisplayName) ? null : a.DisplayName)).ToList();

    // Senders write anything: what no calendar has is left out.
    private static DateTimeOffset? Date(long? seconds) =>
        seconds is >= -62_135_596_800 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : null;
}
