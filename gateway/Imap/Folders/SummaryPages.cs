using System.Collections.Immutable;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Imap.Folders;

/// <summary>Summaries of a selected folder's messages, read in batches and asked for in ascending order.</summary>
internal sealed class SummaryPages(IMailboxGrain mailbox, SelectedFolder folder)
{
    private const int Batch = 1000;

    private ImmutableArray<MessageSummaryEntry> _batch = [];
    private uint _first = 1;
    private uint _last;
    private int _next;

    /// <summary>Whether the batch at hand covers a UID.</summary>
    public bool Holds(uint uid) => uid >= _first && uid <= _last;

    /// <summary>Reads the summaries of the messages from one position on, not beyond another.</summary>
    public async ValueTask ReadAsync(int from, int to)
    {
        _first = folder.Messages[from].Uid;
        var wanted = new UidRange(_first, folder.Messages[Math.Min(to, from + Batch - 1)].Uid);
        _batch = await mailbox.ReadSummariesAsync(folder.FolderNo, wanted, Batch).ConfigureAwait(false);
        _last = _batch.Length < Batch ? wanted.Last : _batch[^1].Uid;
        _next = 0;
    }

    /// <summary>The summary of a UID in the batch; false if the message has none (any more).</summary>
    public bool TryGet(uint uid, out ReadOnlyMemory<byte> summary)
    {
        if (_next >= _batch.Length || _batch[_next].Uid > uid)
        {
            _next = 0;
        }

        while (_next < _batch.Length && _batch[_next].Uid < uid)
        {
            _next++;
        }

        var found = _next < _batch.Length && _batch[_next].Uid == uid;
        summary = found ? _batch[_next].Summary : default;
        return found;
    }
}
