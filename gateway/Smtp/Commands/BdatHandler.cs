using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>BDAT: the first chunk opens the content (RFC 3030 §2). The session reads the chunk whatever the answer is.</summary>
internal sealed class BdatHandler(SmtpServices services) : ISmtpCommandHandler
{
    private readonly ContentOpener _opener = new(services);

    public async ValueTask<SmtpStep> HandleAsync(SmtpSession session, SmtpCommand command)
    {
        var transaction = session.Transaction!;
        transaction.Content ??= await _opener.OpenAsync(session.Peer, transaction).ConfigureAwait(false);
        if (transaction.Content is null)
        {
            return SmtpReplies.NoRoom;
        }

        transaction.Chunks ??= new SmtpChunkDecoder(services.Options.MaxMessageSize, services.Options.MaxLineLength);
        return new SmtpStep(SmtpReplies.Ok, SmtpNext.Chunk);
    }
}
