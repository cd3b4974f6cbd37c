using System.Buffers;
using System.Security.Cryptography;
using Mail.Domain.Blobs;
using Mail.Domain.Identity;
using Mail.Gateway.Auth;
using Mail.Gateway.Delivery.Outbound;
using Mail.Mime.Compose;
using Mail.Protocols.Smtp;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Smtp.Submission;

/// <summary>What sessions of users share beyond those of servers: who somebody is, and what he may send as.</summary>
internal sealed class SubmissionServices
{
    private readonly AccountLookup _accounts;
    private readonly ISenderDirectory _senders;
    private readonly MimeComposer _composer;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    public SubmissionServices(
        IOptions<SubmissionOptions> options,
        IOptions<OutboundOptions> outbound,
        IOptions<SmtpOptions> smtp,
        SaslLogin sasl,
        AccountLookup accounts,
        LoginThrottle throttle,
        ISenderDirectory senders,
        TimeProvider clock,
        ILogger<SubmissionServices> logger)
    {
        options.Value.Validate();
        (Options, Outbound, Sasl, Throttle) = (options.Value, outbound.Value, sasl, throttle);
        (_accounts, _senders, _clock, _logger) = (accounts, senders, clock, logger);
        Rate = new SendRate(() => Options.RecipientsPerHour, Options.MostAccounts, clock);
        _composer = new MimeComposer(clock, RandomNumberGenerator.Fill, smtp.Value.HostName);
    }

    public SubmissionOptions Options { get; }

    public OutboundOptions Outbound { get; }

    public SaslLogin Sasl { get; }

    public LoginThrottle Throttle { get; }

    public SendRate Rate { get; }

    /// <summary>The refusal of somebody whose login has come to its end since, or null.</summary>
    public async ValueTask<SmtpReply?> CheckLoginAsync(LoginAccount account)
    {
        try
        {
            return await _accounts.MayStayAsync(account).ConfigureAwait(false) ? null : SmtpReplies.LoginEnded;
        }
        catch (Exception cause)
        {
            _logger.DirectoryFailed(cause, account.Address.ToString());
            return SmtpReplies.TryLater;
        }
    }

    /// <summary>The refusal of an envelope sender, or null.</summary>
    public async ValueTask<SmtpReply?> CheckSenderAsync(LoginAccount account, SmtpPath path)
    {
        // RFC 5321 §4.5.5: notifications that a mail program makes have no sender; their From is checked like any other.
        if (path.IsNull)
        {
            return null;
        }

        EmailAddress? address = DomainName.TryParse(path.Domain, out var domain) && EmailAddress.TryCreate(path.LocalPart, domain, out var parsed) ? parsed : null;
        return await OwnsAsync(account.Id, address).ConfigureAwait(false) switch
        {
            true => null,
            false => new SmtpReply(553, 7, 1, $"Sender address <{path}> does not belong to {account.Address}"),
            null => SmtpReplies.TryLater,
        };
    }

    /// <summary>Checks who a message says it is from and mends its header; the refusal, or what to keep and its Message-ID with angle brackets.</summary>
    /// <param name="account">Who sends it.</param>
    /// <param name="address">Its address.</param>
    /// <param name="message">Trace fields and message.</param>
    /// <param name="traceLength">Octets of the trace fields.</param>
    public async ValueTask<(SmtpReply? Refusal, ReadOnlySequence<byte> Message, string MessageId)> PrepareAsync(
        AccountId account, EmailAddress address, ReadOnlySequence<byte> message, long traceLength)
    {
        var content = message.Slice(traceLength);
        var end = SubmittedHeader.FindEnd(content, Options.MaxHeader);
        if (end < 0)
        {
            return (new SmtpReply(552, 3, 4, $"Message header exceeds {Options.MaxHeader} octets"), default, "");
        }

        var header = SubmittedHeader.Read(content.Slice(0, end).ToArray());
        if (header.FromFields != 1 || header.SenderFields > 1)
        {
            return (new SmtpReply(550, 6, 0, "Message must have exactly one From and at most one Sender field (RFC 5322 section 3.6)"), default, "");
        }

        foreach (var (text, sender) in header.Senders)
        {
            if (await OwnsAsync(account, sender).ConfigureAwait(false) is var owns and not true)
            {
                return (owns is null ? SmtpReplies.TryLater : new SmtpReply(550, 7, 1, $"From or Sender address <{text}> does not belong to {address}"), default, "");
            }
        }

        var id = header.MessageId ?? $"<{_composer.NewMessageId()}>";
        return (null, header.NeedsChange
            ? JoinedSequence.Of(
                message.Slice(0, traceLength), new ReadOnlySequence<byte>(header.Mend(id, _clock.GetUtcNow())), content.Slice(end))
            : message, id);
    }

    /// <summary>Keeps a copy for the sender, if he wants one; a failure costs the copy and nothing else.</summary>
    /// <param name="asked">Whether he asked for it with this message; else his account's setting counts.</param>
    public async ValueTask KeepSentAsync(AccountId account, IngestId id, BlobRef blob, ReadOnlyMemory<byte> summary, bool asked)
    {
        try
        {
            await _senders.KeepSentAsync(account, blob, summary, asked).AsTask().WaitAsync(Options.SentCopyWait, _clock).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            _logger.SentCopyFailed(cause, id, account);
        }
    }

    private async ValueTask<bool?> OwnsAsync(AccountId account, EmailAddress? address)
    {
        try
        {
            return address is { } known && await _senders.OwnsAsync(account, known).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            _logger.DirectoryFailed(cause, address.ToString()!);
            return null;
        }
    }
}
