using System.Diagnostics;
using Mail.Gateway.Auth;
using Mail.Gateway.Delivery;
using Mail.Gateway.Smtp.Submission;
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
        var recipients = transaction.Recipients;
        var reply = decoder.Refusal ?? await KeepAsync(peer.Account, transaction).ConfigureAwait(false);
        if (reply.IsPositive)
        {
            metrics.Accepted(peer.Dialect, decoder.Length);
            logger.Accepted(transaction.Id, peer.TransmissionType(transaction), peer.Address, transaction.ReversePath.ToString(), recipients, decoder.Length);
        }
        else
        {
            metrics.Refused(peer.Dialect, reply);
            logger.Refused(
                transaction.Id, peer.Address, transaction.ReversePath.ToString(), recipients, decoder.Length,
                reply.Code, reply.Status.ToString()!, reply.Lines[0]);
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

        if (user is not null)
        {
            (var refusal, message) = await submission.PrepareAsync(user, message, transaction.Content.TraceLength).ConfigureAwait(false);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        if (!await dispatcher.TryTakePlaceAsync().ConfigureAwait(false))
        {
            return SmtpReplies.NoRoom;
        }

        var record = new IngestRecord(
            transaction.Id, clock.GetUtcNow(), transaction.ReversePath.ToString(), transaction.TakeDeliveries(),
            Activity.Current?.TraceId.ToHexString(), message)
        {
            EnvelopeId = transaction.Parameters.EnvelopeId,
            Return = transaction.Parameters.Return,
        };
        try
        {
            // Never cancelled: whether the peer still waits or not, the outcome must be known here.
            var blob = await log.AppendAsync(record, CancellationToken.None).ConfigureAwait(false);
            var summary = Summarize(record);
            dispatcher.Dispatch(record.At(blob), summary);
            if (user is not null)
            {
                await submission.KeepSentAsync(user, record.Id, blob, summary).ConfigureAwait(false);
            }
        }
        catch (Exception cause)
        {
            dispatcher.GiveBack();
            logger.AppendFailed(cause, record.Id);
            return cause is StoreFullException ? SmtpReplies.NoRoom : SmtpReplies.TryLater;
        }

        return new SmtpReply(250, 0, 0, "Ok: queued as " + record.Id);
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
