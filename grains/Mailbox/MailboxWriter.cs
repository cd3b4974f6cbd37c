using System.Collections.Immutable;
using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Identity;
using Mail.Grains.Mailbox.Model;
using Mail.Grains.Mailbox.Mutations;
using Mail.Storage;
using Mail.Storage.Mailboxes;

namespace Mail.Grains.Mailbox;

/// <summary>
/// The one flush loop of a mailbox: takes what waits, plans it into one commit, and makes it visible when the store has said yes. All
/// of it runs in turns of the grain, so nothing here is locked.
/// </summary>
internal sealed class MailboxWriter(IMailboxStore store, MailboxModel model, TimeProvider time)
{
    private const int MostPerCommit = 512;
    private const int MostWaiting = 20_000;

    private readonly Queue<MailboxMutation> _waiting = new();
    private readonly MailboxReader _reader = new(store, model);
    private bool _running;

    /// <summary>Called after each commit.</summary>
    public Action<MailboxChanged>? Published { get; set; }

    /// <summary>Called when the store has another state than this writer: the activation must go.</summary>
    public Action? Lost { get; set; }

    /// <summary>Completes when nothing waits any more.</summary>
    public Task Idle { get; private set; } = Task.CompletedTask;

    public Task<T> RunAsync<T>(MailboxMutation<T> mutation)
    {
        if (_waiting.Count >= MostWaiting)
        {
            throw new MailException(MailErrorCode.Unavailable, "Too many changes wait for this mailbox; try again later.");
        }

        _waiting.Enqueue(mutation);
        if (!_running)
        {
            _running = true;
            Idle = FlushAsync();
        }

        return mutation.Done;
    }

    private async Task FlushAsync()
    {
        try
        {
            while (_waiting.Count > 0)
            {
                await FlushOnceAsync(TakeBatch());
            }
        }
        finally
        {
            _running = false;
        }
    }

    private List<MailboxMutation> TakeBatch()
    {
        var batch = new List<MailboxMutation> { _waiting.Dequeue() };
        while (!batch[0].Alone && batch.Count < MostPerCommit && _waiting.TryPeek(out var next) && !next.Alone)
        {
            batch.Add(_waiting.Dequeue());
        }

        return batch;
    }

    private async Task FlushOnceAsync(List<MailboxMutation> batch)
    {
        try
        {
            await ResolveDoubtsAsync(batch);
            await PrepareAsync(batch);
            while (await CommitAsync(batch) == CommitOutcome.Duplicate)
            {
                batch.OfType<IKeyedMutation>().ToList().ForEach(m => m.IsDoubtful = true);
                await ResolveDoubtsAsync(batch);
            }
        }
        catch (Exception error)
        {
            // The outcome in the store is unknown: only a fresh load may go on from here.
            var refusal = error is StoreUnavailableException or StoreFullException
                ? new MailException(MailErrorCode.Unavailable, error.Message)
                : error;
            Abandon(batch, refusal);
        }
    }

    private async ValueTask ResolveDoubtsAsync(List<MailboxMutation> batch)
    {
        var doubtful = batch.OfType<IKeyedMutation>().Where(m => m.IsDoubtful && m.Key is not null).ToList();
        if (doubtful.Count == 0)
        {
            return;
        }

        ImmutableArray<IngestId> keys = [.. doubtful.Select(m => m.Key!.Value).Distinct()];
        var known = (await store.FindDeliveriesAsync(model.Image.AccountKey, keys, CancellationToken.None)).ToLookup(k => k.Key.Ingest);
        foreach (var mutation in doubtful)
        {
            mutation.IsDoubtful = false;
            if (known.Contains(mutation.Key!.Value))
            {
                mutation.WasThere(known[mutation.Key.Value]);
            }
        }
    }

    private async ValueTask PrepareAsync(List<MailboxMutation> batch)
    {
        for (var i = batch.Count - 1; i >= 0; i--)
        {
            try
            {
                await batch[i].PrepareAsync(_reader);
            }
            catch (MailException refusal)
            {
                batch[i].Fail(refusal);
                batch.RemoveAt(i);
            }
        }
    }

    private async ValueTask<CommitOutcome> CommitAsync(List<MailboxMutation> batch)
    {
        var draft = Plan(batch);
        if (draft.IsEmpty)
        {
            batch.ForEach(m => m.Succeed(model));
            return CommitOutcome.Committed;
        }

        var (commit, lines) = draft.ToCommit();
        var outcome = await store.CommitAsync(commit, CancellationToken.None);
        switch (outcome)
        {
            case CommitOutcome.Committed:
                model.Apply(commit, lines);
                batch.ForEach(m => m.Succeed(model));
                Published?.Invoke(new MailboxChanged(
                    commit.ModSeq, [.. commit.Folders.Select(f => f.FolderNo)], draft.FolderListChanged));
                break;
            case CommitOutcome.Stale:
                Abandon(batch, new MailException(MailErrorCode.Unavailable, "Another writer was faster; try again."));
                break;
        }

        return outcome;
    }

    private MailboxDraft Plan(List<MailboxMutation> batch)
    {
        var draft = new MailboxDraft(model, time.GetUtcNow());
        for (var i = 0; i < batch.Count; i++)
        {
            try
            {
                batch[i].Plan(draft);
            }
            catch (MailException refusal)
            {
                batch[i].Fail(refusal);
                batch.RemoveAt(i--);
            }
        }

        return draft;
    }

    private void Abandon(List<MailboxMutation> batch, Exception error)
    {
        batch.ForEach(m => m.Fail(error));
        while (_waiting.TryDequeue(out var waiting))
        {
            waiting.Fail(new MailException(MailErrorCode.Unavailable, "The mailbox is being reloaded; try again."));
        }

        Lost?.Invoke();
    }
}
