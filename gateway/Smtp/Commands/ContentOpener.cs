using Mail.Protocols.Smtp;

namespace Mail.Gateway.Smtp.Commands;

/// <summary>Opens the content of a message: memory first, then the trace fields that the message will begin with.</summary>
internal sealed class ContentOpener(SmtpServices services)
{
    // What the trace fields take at most, roughly, and the least that a message holds from the pool.
    private const long Least = 8 * 1024;

    /// <summary>Null when there is no memory within the wait.</summary>
    public async ValueTask<SmtpContent?> OpenAsync(SmtpPeer peer, SmtpTransaction transaction)
    {
        var wanted = Least + Math.Min(transaction.Parameters.Size ?? 0, services.Options.MaxMessageSize);
        wanted = Math.Min(wanted, services.Options.ContentMemory);
        if (!services.Memory.TryReserve(wanted)
            && !await services.Memory.ReserveAsync(wanted, services.Options.ContentMemoryWait, services.Clock).ConfigureAwait(false))
        {
            return null;
        }

        var content = new SmtpContent(services.Memory, wanted);
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
