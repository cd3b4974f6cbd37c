using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Mail.Contracts.Accounts;
using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Delivery;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Problems;
using Mail.Gateway.Smtp;
using Mail.Gateway.Smtp.Submission;
using Mail.Mime;
using Mail.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Mail.Gateway.Http.Messages;

/// <summary>Takes messages of users: once the accept log has one on stable storage its delivery is owed.</summary>
internal sealed class MessageSubmission(
    IGrainFactory grains, IRecipientDirectory directory, ISenderDirectory senders, SubmissionServices sending, IIngestLog log, IngestDispatcher dispatcher, IMessageSummarizer summarizer, HttpApiOptions options,
    TimeProvider time, ILogger<MessageSubmission> logger)
{
    public async Task<SentDocument> SendAsync(OutgoingMessage message, ApiCall call, string traceId)
    {
        await CheckAuthorAsync(message.From, call.User!);
        var recipients = await ResolveAsync(message, call.User!.Id);
        var id = new IngestId(call.IsResumed ? new ApiCall(call.Caller).NewId(time) : call.NewId(time));
        var content = Traced(message, id);
        if (!await dispatcher.TryTakePlaceAsync())
        {
            throw ApiException.Unavailable("Too many accepted messages wait for their mailboxes; try again later.");
        }

        var record = new IngestRecord(id, time.GetUtcNow(), message.From.ToString(), recipients, traceId, content);
        var summary = summarizer.Summarize(content.Slice(0, Math.Min(content.Length, summarizer.Enough)), content.Length);
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
        logger.Accepted(id, message.From.ToString(), recipients.Length, content.Length);
        if (message.SaveToSent)
        {
            await FileAsync(call.User!.Id, blob, summary);
        }

        return new SentDocument(id.ToString(), message.MessageId, message.Recipients.Select(r => r.ToString()).ToList());
    }

    private async Task CheckAuthorAsync(EmailAddress from, AccountInfo user)
    {
        if (from != user.Address && !await senders.OwnsAsync(user.Id, from))
        {
            throw ApiException.Denied($"'{from}' is not an address of this user.");
        }
    }

    private async Task<ImmutableArray<IngestRecipient>> ResolveAsync(OutgoingMessage message, AccountId user)
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

        return message.Recipients.All(_ => sending.Rate.TryTake(user))
            ? all.DrainToImmutable()
            : throw ApiException.Exhausted("The user has sent to too many recipients in an hour: try again later.");
    }

    private static ApiException Refusal(EmailAddress recipient, RecipientVerdict verdict) => verdict switch
    {
        RecipientVerdict.UnknownUser => ApiException.Precondition($"There is no '{recipient}'."),
        RecipientVerdict.MailboxFull or RecipientVerdict.MailboxTooSmall => ApiException.Exhausted($"The mailbox of '{recipient}' has no room for the message."),
        _ => ApiException.Precondition($"'{recipient}' is on another server, and this one sends no mail to others."),
    };

    /// <summary>Trace fields on top (RFC 5321 section 4.4), then the message.</summary>
    private ReadOnlySequence<byte> Traced(OutgoingMessage message, IngestId id)
    {
        var trace = Encoding.UTF8.GetBytes(
            $"Return-Path: <{message.From}>\r\nReceived: by {options.HostName} with HTTP id {id};\r\n {MailDate.Format(time.GetUtcNow())}\r\n");
        return new ReadOnlySequence<byte>([.. trace, .. message.Content]);
    }

    private async Task FileAsync(AccountId user, BlobRef blob, ReadOnlyMemory<byte> summary)
    {
        var mailbox = grains.GetGrain<IMailboxGrain>(user.Value);
        try
        {
            var sent = (await mailbox.ListFoldersAsync()).Folders.FirstOrDefault(f => f.Use == SpecialUse.Sent);
            if (sent is not null)
            {
                await mailbox.AppendAsync(new AppendMessage(sent.Name, blob, summary, MessageFlags.Seen, [], null));
            }
        }
        catch (MailException)
        {
            // The message is taken; a full mailbox has no copy of it.
        }
    }
}
