using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Mail.Contracts.Directory;
using Mail.Domain.Delivery;
using Mail.Domain.Identity;
using Mail.Gateway.Smtp;
using Mail.Mime;
using Mail.Mime.Compose;
using Mail.Storage;
using Mail.Storage.Blobs;
using Mail.Storage.Queue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>
/// Tells senders what became of their mail (RFC 3464). A report is an accepted message like any other, with the null sender, so nobody
/// ever reports on a report. It is durable before the outcome is recorded: a crash in between may tell twice, and never not at all.
/// </summary>
internal sealed class ReportSender(
    IIngestLog log,
    IBlobStore blobs,
    IngestDispatcher dispatcher,
    IMessageSummarizer summarizer,
    IGrainFactory grains,
    IngestIdSource ids,
    IOptions<OutboundOptions> options,
    IOptions<SmtpOptions> smtp,
    TimeProvider clock,
    ILogger<ReportSender> logger) : IDeliveredReports
{
    private static readonly AttemptResult Delivered = new(AttemptKind.Sent, "2.1.5", "It is in the mailbox");

    private const int MostHeader = 128 * 1024;

    private readonly DeliveryReportComposer _composer = new(new MimeComposer(clock, RandomNumberGenerator.Fill, smtp.Value.HostName));

    /// <summary>Whether the sender of a row wants to hear of an outcome (RFC 3461 §4.1, §5.2).</summary>
    public static bool IsWanted(OutboundDelivery delivery, DeliveryAction action) =>
        delivery.MailFrom.Length > 0 && delivery.Notify != DsnNotify.Never && action switch
        {
            DeliveryAction.Failed => delivery.Notify == DsnNotify.Unspecified || delivery.Notify.HasFlag(DsnNotify.Failure),
            DeliveryAction.Delayed => delivery.Notify == DsnNotify.Unspecified || delivery.Notify.HasFlag(DsnNotify.Delay),
            _ => delivery.Notify.HasFlag(DsnNotify.Success),
        };

    /// <summary>Sends one report on recipients of one message; returns once it is durable, or nobody is there to be told.</summary>
    /// <exception cref="InvalidOperationException">Not now; try again later.</exception>
    public async Task SendAsync(DeliveryAction action, IReadOnlyList<(QueuedDelivery Row, AttemptResult Result)> recipients)
    {
        if (await RecordAsync(action, recipients).ConfigureAwait(false) is not { } record)
        {
            return;
        }

        if (!await dispatcher.TryTakePlaceAsync().ConfigureAwait(false))
        {
            throw new InvalidOperationException("Too many messages wait for their mailboxes.");
        }

        try
        {
            var summary = Summarize(record);
            dispatcher.Dispatch(record.At(await log.AppendAsync(record, CancellationToken.None).ConfigureAwait(false)), summary);
        }
        catch
        {
            dispatcher.GiveBack();
            throw;
        }

        logger.Reported(record.Id, action, recipients[0].Row.Delivery.Ingest, recipients[0].Row.Delivery.MailFrom, recipients.Count);
    }

    public async Task<(PendingIngest Report, ReadOnlyMemory<byte> Summary)?> RecordAsync(PendingIngest message)
    {
        // One line for each recipient as the sender named it, however many mailboxes stand behind it.
        var delivered = message.Recipients
            .Where(r => !r.IsElsewhere && r.Notify.HasFlag(DsnNotify.Success)).DistinctBy(r => r.Address).Select(r => (Row(message, r), Delivered)).ToList();
        if (await RecordAsync(DeliveryAction.Delivered, delivered).ConfigureAwait(false) is not { } record)
        {
            return null;
        }

        var summary = Summarize(record);
        var blob = await log.AppendAsync(record, CancellationToken.None).ConfigureAwait(false);
        logger.Reported(record.Id, DeliveryAction.Delivered, message.Id, message.MailFrom, delivered.Count);
        return (record.At(blob), summary);
    }

    private static QueuedDelivery Row(PendingIngest message, IngestRecipient recipient) => new(
        0,
        new OutboundDelivery(message.Id, message.AcceptedAt, message.Blob, message.MailFrom, recipient.Address, "", message.AcceptedAt)
        {
            EnvelopeId = message.EnvelopeId, Return = message.Return, Notify = recipient.Notify, OriginalRecipient = recipient.OriginalRecipient,
        },
        OutboundState.Sent,
        message.AcceptedAt,
        1,
        null,
        false,
        null);

    /// <summary>The report as a message; null if nobody is there to be told.</summary>
    private async Task<IngestRecord?> RecordAsync(DeliveryAction action, IReadOnlyList<(QueuedDelivery Row, AttemptResult Result)> recipients)
    {
        var delivery = recipients[0].Row.Delivery;
        if (await FindAsync(delivery.MailFrom).ConfigureAwait(false) is not { } to)
        {
            logger.ReportUndeliverable(delivery.Ingest, delivery.MailFrom);
            return null;
        }

        var text = await ComposeAsync(action, recipients).ConfigureAwait(false);
        return new IngestRecord(ids.Next(), clock.GetUtcNow(), "", to, null, new ReadOnlySequence<byte>(text));
    }

    private ReadOnlyMemory<byte> Summarize(IngestRecord record) =>
        summarizer.Summarize(record.Message.Slice(0, Math.Min(record.Message.Length, summarizer.Enough)), record.Message.Length);

    private static string Subject(DeliveryAction action) => action switch
    {
        DeliveryAction.Failed => "Undelivered mail returned to sender",
        DeliveryAction.Delayed => "Delayed mail (still being tried)",
        DeliveryAction.Delivered => "Mail was delivered",
        _ => "Mail was handed on",
    };

    private static string Explanation(DeliveryAction action) => action switch
    {
        DeliveryAction.Failed => "Your message could not be delivered to one or more recipients. It is not tried again.",
        DeliveryAction.Delayed => "Your message could not be delivered yet. You need not send it again: it is still being tried.",
        DeliveryAction.Delivered => "Your message was delivered.",
        _ => "Your message was handed on to a mail server that sends no confirmation of its own.",
    };

    private async Task<ImmutableArray<IngestRecipient>?> FindAsync(string sender)
    {
        if (!EmailAddress.TryParse(sender, out var address))
        {
            return null;
        }

        // Of the directory alone: a mailbox files a report whatever its quota says, so nobody asks whether there is room.
        var found = await grains.GetGrain<IDirectoryGrain>(address.Domain.Value).ResolveAsync(address.LocalPart).ConfigureAwait(false);
        ImmutableArray<IngestRecipient> recipients = found.Kind switch
        {
            ResolutionKind.Found => [.. found.Accounts.Select(a => new IngestRecipient(a, sender)), .. Elsewhere(found.Elsewhere.Select(e => e.ToString()))],
            ResolutionKind.UnknownDomain => [.. Elsewhere([sender])],
            _ => [],
        };
        return recipients.IsEmpty ? null : recipients;
    }

    private IEnumerable<IngestRecipient> Elsewhere(IEnumerable<string> addresses) =>
        options.Value.Enabled ? addresses.Select(a => new IngestRecipient(default, a)) : [];

    private async Task<byte[]> ComposeAsync(DeliveryAction action, IReadOnlyList<(QueuedDelivery Row, AttemptResult Result)> recipients)
    {
        var delivery = recipients[0].Row.Delivery;
        var full = action == DeliveryAction.Failed && delivery.Return == DsnReturn.Full && delivery.Blob.Length <= options.Value.MostReturned;
        var report = new DeliveryReport
        {
            From = new MailboxAddress("Mail Delivery System", "MAILER-DAEMON", smtp.Value.HostName),
            To = Mailbox(delivery.MailFrom),
            Subject = Subject(action),
            Text = Explanation(action) + "\r\n\r\n" + string.Concat(recipients.Select(r => $"<{r.Row.Delivery.Recipient}>\r\n    {r.Result.Reply}\r\n\r\n")),
            ReportingMta = smtp.Value.HostName,
            Recipients = [.. recipients.Select(r => Status(action, r.Row.Delivery, r.Result))],
            OriginalEnvelopeId = delivery.EnvelopeId,
            ArrivalDate = delivery.AcceptedAt,
            Original = await ReadAsync(delivery, full).ConfigureAwait(false),
            ReturnFull = full,
        };
        return [.. "Return-Path: <>\r\n"u8, .. _composer.Compose(report)];
    }

    private RecipientStatus Status(DeliveryAction action, OutboundDelivery delivery, AttemptResult result) => new(delivery.Recipient, action, result.Status)
    {
        OriginalRecipient = delivery.OriginalRecipient,
        RemoteMta = result.Host,
        DiagnosticCode = result.Host is null ? null : result.Reply,
        LastAttempt = clock.GetUtcNow(),
        WillRetryUntil = action == DeliveryAction.Delayed ? delivery.ExpiresAt : null,
    };

    private static MailboxAddress Mailbox(string address)
    {
        var parsed = EmailAddress.Parse(address);
        return new MailboxAddress(null, parsed.LocalPart, parsed.Domain.Value);
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(OutboundDelivery delivery, bool full)
    {
        var bytes = new byte[full ? delivery.Blob.Length : Math.Min(delivery.Blob.Length, MostHeader)];
        try
        {
            await blobs.ReadAsync(delivery.Blob, 0, bytes, CancellationToken.None).ConfigureAwait(false);
            return OutboundMessage.WithoutReturnPath(bytes);
        }
        catch (Exception cause) when (cause is BlobNotFoundException or StoreUnavailableException)
        {
            // The sender is told all the same, without his message.
            return Encoding.ASCII.GetBytes("Subject: (the message cannot be read any more)\r\n\r\n");
        }
    }
}
