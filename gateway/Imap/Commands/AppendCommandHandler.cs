using System.Buffers;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Imap.Bodies;
using Mail.Gateway.Imap.Session;
using Mail.Gateway.Limits;
using Mail.Protocols.Buffers;
using Mail.Protocols.Imap;
using Mail.Storage.Blobs;

namespace Mail.Gateway.Imap.Commands;

/// <summary>APPEND (RFC 3501 section 6.3.11, RFC 4315, RFC 7889): the blob first, then the mailbox.</summary>
internal sealed class AppendCommandHandler(ImapOptions options, IBlobStore blobs, AppendBudget budget) : IImapCommandHandler
{
    private const int LongestRest = 1024;

    public IReadOnlyList<ImapVerb> Verbs => [ImapVerb.Append];

    public async ValueTask<ImapReply> HandleAsync(ImapSessionContext session, ImapCommand command)
    {
        var append = (AppendCommand)command;
        if (append.Size > options.MaxMessage)
        {
            session.OnLimit(LimitName.Size);
            return ImapReply.No("Message is too large", ImapResponseCode.TooBig);
        }

        // Refused before the message is sent, where the client waits for that.
        var name = FolderNames.Existing(append.Mailbox);
        await session.Mailbox.GetFolderAsync(name).ConfigureAwait(false);
        if (await session.Mailbox.CheckRoomAsync(append.Size).ConfigureAwait(false) != QuotaVerdict.Fits)
        {
            return ImapReply.No("Quota exceeded", ImapResponseCode.OverQuota);
        }

        if (!budget.TryTake(session.Account!.Id, append.Size))
        {
            session.OnLimit(LimitName.Memory);
            return ImapReply.No("Too many messages are being appended, try again", ImapResponseCode.Unavailable);
        }

        try
        {
            using var message = new SegmentedBuffer();
            return await ReceiveAsync(session, append, message).ConfigureAwait(false)
                ? await FileAsync(session, append, name, message.AsSequence()).ConfigureAwait(false)
                : ImapReply.Bad("APPEND takes one message");
        }
        finally
        {
            budget.Give(session.Account!.Id, append.Size);
        }
    }

    private static async ValueTask<bool> ReceiveAsync(ImapSessionContext session, AppendCommand append, SegmentedBuffer message)
    {
        if (!append.NonSynchronizing)
        {
            session.Writer.Continuation("Ready for the message"u8);
            await session.Output.FlushAsync().ConfigureAwait(false);
        }

        session.PendingLiteral = 0;
        if (!await session.Input.ReadLiteralAsync(append.Size, message).ConfigureAwait(false)
            || await session.Input.ReadLineAsync(LongestRest).ConfigureAwait(false) is not { } rest)
        {
            throw new ImapPeerGoneException();
        }

        return append.Utf8 ? rest.AsSpan().SequenceEqual(")"u8) : rest.Length == 0;
    }

    private async ValueTask<ImapReply> FileAsync(
        ImapSessionContext session, AppendCommand append, FolderName name, ReadOnlySequence<byte> message)
    {
        if (message.IsEmpty)
        {
            // RFC 3502 section 6.3.11: a literal of no octets cancels.
            return ImapReply.No("Empty message");
        }

        var summary = Summaries.Of(message);
        var blob = await blobs.WriteAsync(message, CancellationToken.None).ConfigureAwait(false);
        var result = await session.Mailbox.AppendAsync(new AppendMessage(
            name, blob, summary, append.Flags.System, [.. append.Flags.Keywords], append.InternalDate)).ConfigureAwait(false);
        if (session.Selected?.Name == name)
        {
            // RFC 3501 section 6.3.11: EXISTS comes before the OK if the folder is selected.
            session.Listener.Touched();
        }

        return ImapReply.Ok("APPEND completed", ImapResponseCode.AppendUid(result.UidValidity, result.Uid));
    }
}
