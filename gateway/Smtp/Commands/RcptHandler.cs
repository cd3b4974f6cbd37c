using Mail.Domain.Identity;
using Mail.Gateway.Auth;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>RCPT: asks the directory; nobody who is not here gets mail through here.</summary>
internal sealed class RcptHandler(SmtpServices services) : ISmtpCommandHandler
{
    private readonly DomainName _postmasterDomain = DomainName.Parse(services.Options.PostmasterDomain ?? services.Options.HostName);

    public async ValueTask<SmtpStep> HandleAsync(SmtpSession session, SmtpCommand command)
    {
        var rcpt = (SmtpCommand.Rcpt)command;
        var transaction = session.Transaction!;
        var reply = await DecideAsync(session.Peer, rcpt, transaction).ConfigureAwait(false);
        if (!reply.IsPositive)
        {
            services.Metrics.Refused(session.Peer.Dialect, reply);
            services.Logger.RecipientRefused(
                rcpt.ForwardPath.ToString(), transaction.ReversePath.ToString(), session.Peer.Address,
                reply.Code, reply.Status.ToString()!, reply.Lines[0]);
        }

        return reply;
    }

    private async ValueTask<SmtpReply> DecideAsync(SmtpPeer peer, SmtpCommand.Rcpt rcpt, SmtpTransaction transaction)
    {
        var path = rcpt.ForwardPath;

        // RFC 5321 §4.5.3.1.10: 452, so that the client sends the rest in another transaction.
        if (transaction.Recipients >= services.Options.MaxRecipients)
        {
            return SmtpReplies.TooManyRecipients;
        }

        if (path.IsAddressLiteral)
        {
            return SmtpReplies.RelayDenied;
        }

        var domain = _postmasterDomain;
        if ((!path.IsBarePostmaster && !DomainName.TryParse(path.Domain, out domain)) || !EmailAddress.TryCreate(path.LocalPart, domain, out var address))
        {
            return SmtpReplies.BadRecipientAddress;
        }

        RecipientResolution resolution;
        try
        {
            resolution = await AskAsync(address, transaction.Parameters.Size ?? 0).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            services.Logger.DirectoryFailed(cause, address.ToString());
            return SmtpReplies.TryLater;
        }

        if (resolution.Verdict == RecipientVerdict.ForeignDomain && peer.Account is { } sender)
        {
            return Relay(sender, transaction, rcpt, address);
        }

        if (resolution.Verdict != RecipientVerdict.Accepted)
        {
            return Refusal(resolution.Verdict);
        }

        if (resolution.Elsewhere.Length > 0 && !services.Submission.Outbound.Enabled)
        {
            return SmtpReplies.ForwardsElsewhere;
        }

        if (transaction.Deliveries + resolution.Accounts.Length + resolution.Elsewhere.Length > services.Options.MaxDeliveries
            || (resolution.Elsewhere.Length > 0 && transaction.Forwards.Count >= services.Options.MaxForwards))
        {
            return SmtpReplies.TooManyRecipients;
        }

        if (peer.Account is { } user && !services.Submission.Rate.TryTake(user.Id))
        {
            return SmtpReplies.SendingTooFast;
        }

        if (resolution.Elsewhere.Length > 0)
        {
            transaction.Forward(path, new ForwardedRecipient(address, rcpt.Parameters, resolution.Elsewhere), resolution.Accounts);
        }
        else
        {
            transaction.Add(path, rcpt.Parameters, resolution.Accounts);
        }

        return SmtpReplies.RecipientOk;
    }

    /// <summary>A user's recipient on another server.</summary>
    private SmtpReply Relay(LoginAccount sender, SmtpTransaction transaction, SmtpCommand.Rcpt rcpt, EmailAddress address)
    {
        if (!services.Submission.Outbound.Enabled)
        {
            return new SmtpReply(550, 7, 1, services.Submission.Outbound.DisabledText);
        }

        if (transaction.Deliveries >= services.Options.MaxDeliveries)
        {
            return SmtpReplies.TooManyRecipients;
        }

        if (!services.Submission.Rate.TryTake(sender.Id))
        {
            return SmtpReplies.SendingTooFast;
        }

        // The domain goes out in its A-label form, so that only a local part can need SMTPUTF8; a local part keeps its case.
        transaction.Add(new SmtpPath(rcpt.ForwardPath.LocalPart, address.Domain.Value), rcpt.Parameters, [default]);
        return SmtpReplies.RecipientOk;
    }

    private async ValueTask<RecipientResolution> AskAsync(EmailAddress address, long size)
    {
        var question = services.Directory.ResolveAsync(address, size, CancellationToken.None);
        return question.IsCompletedSuccessfully
            ? question.Result
            : await question.AsTask().WaitAsync(services.Options.DirectoryTimeout, services.Clock).ConfigureAwait(false);
    }

    private static SmtpReply Refusal(RecipientVerdict verdict) => verdict switch
    {
        RecipientVerdict.UnknownUser => SmtpReplies.UnknownUser,
        RecipientVerdict.ForeignDomain => SmtpReplies.RelayDenied,
        RecipientVerdict.MailboxFull => SmtpReplies.MailboxFull,
        _ => SmtpReplies.MailboxTooSmall,
    };
}
