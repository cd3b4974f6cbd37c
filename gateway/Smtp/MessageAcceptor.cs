using System.Buffers;
using System.Collections.Immutable;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Gateway.Auth;
using Mail.Gateway.Delivery;
using Mail.Gateway.Smtp.Submission;
using Mail.Gateway.Tracing;
using Mail.Protocols.Smtp;
using Mail.Storage;
using Mail.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Smtp;

/// <summary>
/// Decides over a message whose content is complete. It is accepted when the accept log has it on stable storage and not
/// before (RFC 5321 §6.1); from then on the dispatcher owes its deliveries.
/// </summary>
internal sealed class MessageAcceptor(
    IIngestLog log,
    IngestIdSource ids,
    IngestDispatcher dispatcher,
    IMessageSummarizer summarizer,
    SubmissionServices submission,
    SmtpOptions options,
    SmtpMetrics metrics,
    TimeProvider clock,
    ILogger logger)
{
    public async ValueTask<SmtpReply> AcceptAsync(SmtpPeer peer, SmtpTransaction transaction, SmtpContentDecoder decoder)
    {
        var began = clock.GetTimestamp();
        var reply = decoder.Refusal ?? await KeepAsync(peer.Account, transaction).ConfigureAwait(false);
        metrics.Concluded(peer.Dialect, clock.GetElapsedTime(began));
        if (reply.IsPositive)
        {
            metrics.Accepted(peer.Dialect, decoder.Length);
            if (logger.IsEnabled(LogLevel.Information))
            {
                logger.Accepted(
                    transaction.Id, peer.TransmissionType(transaction), peer.Address, transaction.ReversePath.ToString(), transaction.Recipients,
                    LoggedRecipients.Of(transaction.Named, transaction.Recipients), decoder.Length);
            }
        }
        else
        {
            metrics.Refused(peer.Dialect, reply);
            logger.Refused(
                transaction.Id, peer.Address, transaction.ReversePath.ToString(), transaction.Recipients,
                LoggedRecipients.Of(transaction.Named, transaction.Recipients), decoder.Length, reply.Code, reply.Status.ToString()!, reply.Lines[0]);
        }

        return reply;
    }

    private async ValueTask<SmtpReply> KeepAsync(LoginAccount? user, SmtpTransaction transaction)
    {
        var message = transaction.Content!.Buffer.AsSequence();
        if (TraceFields.CountReceived(message) > options.MaxReceivedFields)
        {
            return SmtpReplies.MailLoop;
        }

        foreach (var forward in transaction.Forwards)
        {
            if (TraceFields.WasDeliveredTo(message, forward.Address.ToString()))
            {
                return SmtpReplies.MailLoop;
            }
        }

        if (user is not null)
        {
            (var refusal, message, _) = await submission.PrepareAsync(user.Id, user.Address, message, transaction.Content.TraceLength).ConfigureAwait(false);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        var kept = default((BlobRef Blob, ReadOnlyMemory<byte> Summary));
        foreach (var record in Records(transaction, message))
        {
            if (!await dispatcher.TryTakePlaceAsync().ConfigureAwait(false))
            {
                return SmtpReplies.NoRoom;
            }

            try
            {
                // Never cancelled: whether the peer still waits or not, the outcome must be known here.
                kept.Blob = await log.AppendAsync(record, CancellationToken.None).ConfigureAwait(false);
                kept.Summary = Summarize(record);
                dispatcher.Dispatch(record.At(kept.Blob), kept.Summary);
            }
            catch (Exception cause)
            {
                dispatcher.GiveBack();
                if (cause is StoreFullException)
                {
                    // The log itself says so once a minute; the client is not to blame.
                    return SmtpReplies.StoreFull;
                }

                logger.AppendFailed(cause, record.Id);
                return SmtpReplies.TryLater;
            }
        }

        if (user is not null)
        {
            await submission.KeepSentAsync(user.Id, transaction.Id, kept.Blob, kept.Summary, asked: false).ConfigureAwait(false);
        }

        return new SmtpReply(250, 0, 0, "Ok: queued as " + transaction.Id);
    }

    /// <summary>
    /// What is kept: one record for each recipient that forwards, because it says so in its header, which is nobody else's business, and one for
    /// all the others, last. A sender that is refused in between sends again to all, and who forwards may get it twice.
    /// </summary>
    private IEnumerable<IngestRecord> Records(SmtpTransaction transaction, ReadOnlySequence<byte> message)
    {
        var here = transaction.TakeDeliveries();
        var (now, trace) = (clock.GetUtcNow(), LogScope.Current?.Trace);
        for (var i = 0; i < transaction.Forwards.Count; i++)
        {
            var id = here.IsEmpty && i == transaction.Forwards.Count - 1 ? transaction.Id : ids.Next();
            yield return Record(id, OnwardRecipients(transaction.Forwards[i]), Marked(message, transaction.Forwards[i].Address.ToString()));
        }

        if (!here.IsEmpty)
        {
            yield return Record(transaction.Id, here, message);
        }

        IngestRecord Record(IngestId id, ImmutableArray<IngestRecipient> recipients, ReadOnlySequence<byte> text) =>
            new(id, now, transaction.ReversePath.ToString(), recipients, trace, text)
            {
                EnvelopeId = transaction.Parameters.EnvelopeId,
                Return = transaction.Parameters.Return,
            };
    }

    /// <summary>RFC 5321 section 3.9.1: the reverse path stays. RFC 3461 section 5.2.7: the original recipient is kept for reports.</summary>
    private static ImmutableArray<IngestRecipient> OnwardRecipients(ForwardedRecipient forward) =>
        [.. forward.Targets.Select(target => new IngestRecipient(default, target.ToString())
        {
            Notify = forward.Parameters.Notify,
            OriginalRecipient = forward.Parameters.OriginalRecipient?.ToString() ?? "rfc822;" + forward.Address,
        })];

    /// <summary>The message with Delivered-To behind its Return-Path, which is the first line here.</summary>
    private static ReadOnlySequence<byte> Marked(ReadOnlySequence<byte> message, string address)
    {
        var mark = new ArrayBufferWriter<byte>();
        TraceFields.WriteDeliveredTo(mark, address);
        var first = message.GetPosition(1, message.PositionOf((byte)'\n')!.Value);
        return JoinedSequence.Of(message.Slice(0, first), new ReadOnlySequence<byte>(mark.WrittenMemory), message.Slice(first));
    }

    private ReadOnlyMemory<byte> Summarize(IngestRecord record)
    {
        try
        {
            var enough = Math.Min(summarizer.Enough, record.Message.Length);
            return summarizer.Summarize(record.Message.Slice(0, enough), record.Message.Length);
        }
        catch (Exception cause)
        {
            // The message is accepted whatever its header looks like.
            logger.SummaryFailed(cause, record.Id);
            return default;
        }
    }
}
