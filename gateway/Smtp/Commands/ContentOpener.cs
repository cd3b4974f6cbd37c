using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>Opens the content of a message: memory first, then the trace fields that the message will begin with.</summary>
internal sealed class ContentOpener(SmtpServices services)
{
    // An announced size costs nothing, so it reserves no more than this.
    private const long MostAnnounced = 64 * 1024;

    /// <summary>Null when there is no memory within the wait.</summary>
    public async ValueTask<SmtpContent?> OpenAsync(SmtpPeer peer, SmtpTransaction transaction)
    {
        var wanted = SmtpContent.Least + Math.Min(transaction.Parameters.Size ?? 0, MostAnnounced);
        wanted = Math.Min(wanted, services.Options.ContentMemory);
        if (!services.Memory.TryReserve(wanted)
            && !await services.Memory.ReserveAsync(wanted, services.Options.ContentMemoryWait, services.Clock).ConfigureAwait(false))
        {
            return null;
        }

        var content = new SmtpContent(
            services.Memory, wanted, peer.Dialect == SmtpDialect.Lmtp ? null : peer.Network, services.Clock.GetTimestamp());
        TraceFields.WriteReturnPath(content.Buffer, transaction.ReversePath);
        new ReceivedField
        {
            ClientName = peer.Name,
            ClientAddress = peer.Address,
            ServerName = services.Options.HostName,
            With = peer.TransmissionType(transaction),
            TlsComment = peer.Tls,
            Id = transaction.Id.ToString(),
            For = transaction.OnlyRecipient,
            Time = services.Clock.GetUtcNow(),
        }.WriteTo(content.Buffer);
        content.TraceLength = content.Buffer.Length;
        return content;
    }
}
