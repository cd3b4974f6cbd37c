using System.Buffers;
using System.Collections.Immutable;
using System.Net;
using System.Text;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Gateway.Delivery;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Problems;
using Mail.Gateway.Limits;
using Mail.Gateway.Smtp;
using Mail.Gateway.Smtp.Submission;
using Mail.Mime;
using Mail.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Http.Messages;

/// <summary>Takes messages of users, by the rules of SMTP submission: once the accept log has one on stable storage its delivery is owed.</summary>
internal sealed class MessageSubmission(
    IRecipientDirectory directory, SubmissionServices sending, IIngestLog log, IngestDispatcher dispatcher, IMessageSummarizer summarizer,
    ClientLimits limits, HttpApiOptions options, TimeProvider time, ILogger<MessageSubmission> logger)
{
    /// <summary>Asked before anything is received or composed.</summary>
    public void RequireRate(AccountId user, IPAddress? client)
    {
        if (!sending.Rate.HasRoom(user))
        {
            throw TooFast(client);
        }
    }

    public async Task<TakenMessage> TakeAsync(OutgoingMessage message, HttpContext http)
    {
        var call = ApiCall.Of(http);
        var user = call.User!;
        var id = new IngestId(call.IsResumed ? new ApiCall(call.Caller).NewId(time) : call.NewId(time));
        var trace = Trace(message.From, id);
        var (refusal, content, messageId) = await sending.PrepareAsync(
            user.Id, user.Address, JoinedSequence.Of(new ReadOnlySequence<byte>(trace), message.Content), trace.Length);
        if (refusal is not null)
        {
            throw SubmissionRefusal.Of(refusal);
        }

        var recipients = await ResolveAsync(message);
        if (!sending.Rate.TryTake(user.Id, message.Recipients.Count))
        {
            throw TooFast(http.Connection.RemoteIpAddress);
        }

        var record = new IngestRecord(id, time.GetUtcNow(), message.From.ToString(), recipients, RequestIds.Of(http).Trace, content);
        var summary = summarizer.Summarize(content.Slice(0, Math.Min(content.Length, summarizer.Enough)), content.Length);
        var blob = await KeepAsync(record, summary);
        logger.Accepted(
            id, record.MailFrom, message.Recipients.Count, LoggedRecipients.Of(message.Recipients.Select(r => r.ToString()), message.Recipients.Count), content.Length);
        return new TakenMessage(
            id, blob, summary, message.SaveToSent, new SentDocument(id.ToString(), messageId, message.Recipients.Select(r => r.ToString()).ToList()));
    }

    /// <summary>Files the author's copy, if he wants one; a failure costs the copy and nothing else.</summary>
    public ValueTask KeepSentAsync(TakenMessage taken, AccountId user) =>
        taken.SaveToSent ? sending.KeepSentAsync(user, taken.Id, taken.Blob, taken.Summary, asked: true) : ValueTask.CompletedTask;

    private async Task<BlobRef> KeepAsync(IngestRecord record, ReadOnlyMemory<byte> summary)
    {
        if (!await dispatcher.TryTakePlaceAsync())
        {
            throw ApiException.Unavailable("Too many accepted messages wait for their mailboxes; try again later.");
        }

        BlobRef blob;
        try
        {
            // Never cancelled: whether the caller still waits or not, the outcome must be known here.
            blob = await log.AppendAsync(record, CancellationToken.None);
        }
        catch
        {
            dispatcher.GiveBack();
            throw;
        }

        dispatcher.Dispatch(record.At(blob), summary);
        return blob;
    }

    private async Task<ImmutableArray<IngestRecipient>> ResolveAsync(OutgoingMessage message)
    {
        var all = ImmutableArray.CreateBuilder<IngestRecipient>();
        foreach (var recipient in message.Recipients)
        {
            var found = await directory.ResolveAsync(recipient, message.Content.Length, CancellationToken.None);
            if (found.Verdict == RecipientVerdict.ForeignDomain && sending.Outbound.Enabled)
            {
                all.Add(new IngestRecipient(default, recipient.ToString()));
                continue;
            }

            if (found.Verdict != RecipientVerdict.Accepted || (found.Elsewhere.Length > 0 && !sending.Outbound.Enabled))
            {
                throw Refusal(recipient, found.Verdict);
            }

            all.AddRange(found.Accounts.Select(a => new IngestRecipient(a, recipient.ToString())));
            all.AddRange(found.Elsewhere.Select(e => new IngestRecipient(default, e.ToString()) { OriginalRecipient = "rfc822;" + recipient }));
        }

        return all.DrainToImmutable();
    }

    private ApiException TooFast(IPAddress? client)
    {
        limits.Struck("http", LimitName.SendRate, client is null ? null : ClientNetwork.Of(client));
        return ApiException.Exhausted("The user has sent to too many recipients in an hour: try again later.");
    }

    private static ApiException Refusal(EmailAddress recipient, RecipientVerdict verdict) => verdict switch
    {
        RecipientVerdict.UnknownUser => ApiException.Precondition($"There is no '{recipient}'."),
        RecipientVerdict.MailboxFull or RecipientVerdict.MailboxTooSmall => ApiException.Exhausted($"The mailbox of '{recipient}' has no room for the message."),
        _ => ApiException.Precondition($"'{recipient}' is on another server, and this one sends no mail to others."),
    };

    /// <summary>Trace fields that stand on top (RFC 5321 section 4.4).</summary>
    private byte[] Trace(EmailAddress from, IngestId id) => Encoding.UTF8.GetBytes(
        $"Return-Path: <{from}>\r\nReceived: by {options.HostName} with HTTP id {id};\r\n {MailDate.Format(time.GetUtcNow())}\r\n");
}
