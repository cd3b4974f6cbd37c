using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Mail.Domain.Blobs;
using Mail.Domain.Delivery;
using Mail.Domain.Identity;
using Mail.Storage.Blobs;

namespace Mail.Storage;

/// <summary>
/// The envelope of an accepted message as both logs keep it: id, time, reverse path, trace id, recipients; then, only where the
/// sender asked for anything of RFC 3461, a second part with RET, ENVID and NOTIFY and ORCPT of each recipient.
/// </summary>
internal static class Envelope
{
    private const int LongestText = 4_096;
    private const int MostRecipients = 10_000;
    private const int GuidLength = 16;

    /// <exception cref="ArgumentException">A text or the list is too long for the log.</exception>
    public static int Measure(IngestRecord record)
    {
        if (record.Recipients.Length is 0 or > MostRecipients)
        {
            throw new ArgumentException($"A message with {record.Recipients.Length} recipients cannot be kept; 1 to {MostRecipients} are allowed.", nameof(record));
        }

        var length = GuidLength + 8 + Measure(record.MailFrom) + Measure(record.TraceId ?? "") + 4;
        foreach (var recipient in record.Recipients)
        {
            length += GuidLength + Measure(recipient.Address);
        }

        return HasReports(record) ? length + MeasureReports(record) : length;
    }

    public static void Write(Span<byte> target, IngestRecord record)
    {
        target = Put(target, record.Id.Value);
        BinaryPrimitives.WriteInt64LittleEndian(target, record.AcceptedAt.UtcTicks);
        target = Put(Put(target[8..], record.MailFrom), record.TraceId ?? "");
        BinaryPrimitives.WriteInt32LittleEndian(target, record.Recipients.Length);
        target = target[4..];
        foreach (var recipient in record.Recipients)
        {
            target = Put(Put(target, recipient.Account.Value), recipient.Address);
        }

        if (HasReports(record))
        {
            WriteReports(target, record);
        }
    }

    /// <summary>The first field, without reading the rest.</summary>
    public static IngestId ReadId(ReadOnlySpan<byte> envelope) => new(new Guid(envelope[..GuidLength], bigEndian: true));

    /// <summary>Reads what <see cref="Write"/> wrote; the record's checksum has been verified.</summary>
    public static PendingIngest Read(ReadOnlySpan<byte> envelope, BlobRef blob)
    {
        var id = ReadId(envelope);
        var ticks = BinaryPrimitives.ReadInt64LittleEndian(envelope[GuidLength..]);
        envelope = envelope[(GuidLength + 8)..];
        var from = TakeText(ref envelope);
        var trace = TakeText(ref envelope);
        var recipients = new IngestRecipient[BinaryPrimitives.ReadInt32LittleEndian(envelope)];
        envelope = envelope[4..];
        for (var i = 0; i < recipients.Length; i++)
        {
            var account = new AccountId(new Guid(envelope[..GuidLength], bigEndian: true));
            envelope = envelope[GuidLength..];
            recipients[i] = new IngestRecipient(account, TakeText(ref envelope));
        }

        var (wanted, envelopeId) = envelope.IsEmpty ? default : ReadReports(envelope, recipients);
        return new PendingIngest(
            id,
            new DateTimeOffset(ticks, TimeSpan.Zero),
            from,
            ImmutableArray.Create(recipients),
            trace.Length == 0 ? null : trace,
            blob)
        {
            Return = wanted,
            EnvelopeId = envelopeId,
        };
    }

    private static bool HasReports(IngestRecord record) =>
        record.EnvelopeId is not null || record.Return != DsnReturn.Unspecified
        || record.Recipients.Any(static r => r.Notify != DsnNotify.Unspecified || r.OriginalRecipient is not null);

    private static int MeasureReports(IngestRecord record)
    {
        var length = 1 + Measure(record.EnvelopeId ?? "");
        foreach (var recipient in record.Recipients)
        {
            length += 1 + Measure(recipient.OriginalRecipient ?? "");
        }

        return length;
    }

    private static void WriteReports(Span<byte> target, IngestRecord record)
    {
        target[0] = (byte)record.Return;
        target = Put(target[1..], record.EnvelopeId ?? "");
        foreach (var recipient in record.Recipients)
        {
            target[0] = (byte)recipient.Notify;
            target = Put(target[1..], recipient.OriginalRecipient ?? "");
        }
    }

    private static (DsnReturn Return, string? EnvelopeId) ReadReports(ReadOnlySpan<byte> envelope, IngestRecipient[] recipients)
    {
        var wanted = (DsnReturn)envelope[0];
        envelope = envelope[1..];
        var id = TakeText(ref envelope);
        for (var i = 0; i < recipients.Length; i++)
        {
            var notify = (DsnNotify)envelope[0];
            envelope = envelope[1..];
            var original = TakeText(ref envelope);
            recipients[i] = recipients[i] with { Notify = notify, OriginalRecipient = original.Length == 0 ? null : original };
        }

        return (wanted, id.Length == 0 ? null : id);
    }

    private static int Measure(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        return length <= LongestText
            ? 2 + length
            : throw new ArgumentException($"A text of {length} octets cannot be kept in an envelope; {LongestText} is the bound.", nameof(text));
    }

    private static Span<byte> Put(Span<byte> target, Guid value)
    {
        value.TryWriteBytes(target, bigEndian: true, out _);
        return target[GuidLength..];
    }

    private static Span<byte> Put(Span<byte> target, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, target[2..]);
        BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)length);
        return target[(2 + length)..];
    }

    private static string TakeText(ref ReadOnlySpan<byte> envelope)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(envelope);
        var text = Encoding.UTF8.GetString(envelope.Slice(2, length));
        envelope = envelope[(2 + length)..];
        return text;
    }
}
