using System.Collections.Immutable;
using Mail.Storage.Queue;

namespace Mail.Gateway.Tests.Fakes;

/// <summary>An outbound queue in memory, for one worker.</summary>
internal sealed class FakeOutboundQueue(TimeProvider clock) : IOutboundQueue
{
    private readonly Lock _lock = new();
    private readonly List<QueuedDelivery> _rows = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Exception? RenewFailure { get; set; }

    /// <summary>Called when a worker records what came of its rows.</summary>
    public Action? OnSettle { get; set; }

    /// <summary>How often a worker has recorded what came of its rows.</summary>
    public int Settlements { get; private set; }

    public IReadOnlyList<QueuedDelivery> Rows
    {
        get
        {
            lock (_lock)
            {
                return [.. _rows];
            }
        }
    }

    public ValueTask AddAsync(ImmutableArray<OutboundDelivery> deliveries, CancellationToken cancellation)
    {
        lock (_lock)
        {
            foreach (var delivery in deliveries)
            {
                if (!_rows.Exists(r => (r.Delivery.Ingest, r.Delivery.Recipient) == (delivery.Ingest, delivery.Recipient)))
                {
                    _rows.Add(new QueuedDelivery(_rows.Count + 1, delivery, OutboundState.Waiting, clock.GetUtcNow(), 0, null, false, null));
                }
            }
        }

        Signal();
        return ValueTask.CompletedTask;
    }

    public ValueTask<ImmutableArray<string>> ReadDueDomainsAsync(int most, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new([.. _rows.Where(IsDue).Select(r => r.Delivery.Domain).Distinct().Take(most)]);
        }
    }

    public ValueTask<OutboundClaim> ClaimAsync(string? domain, int most, TimeSpan lease, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var claimed = _rows.Where(r => IsDue(r) && (domain is null || r.Delivery.Domain == domain)).Take(most).ToList();
            claimed.ForEach(r => Change(r.Id, row => row with { DueAt = clock.GetUtcNow() + lease }));
            return new(new OutboundClaim(Guid.NewGuid(), [.. claimed]));
        }
    }

    public ValueTask<ImmutableArray<OutboundDepth>> ReadDepthsAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new([.. _rows.Where(r => r.State <= OutboundState.Held).GroupBy(r => r.State)
                .Select(g => new OutboundDepth(g.Key, g.Count(), g.Min(r => r.Delivery.AcceptedAt)))]);
        }
    }

    public ValueTask RenewAsync(Guid token, TimeSpan lease, CancellationToken cancellation) =>
        RenewFailure is { } failure ? ValueTask.FromException(failure) : ValueTask.CompletedTask;

    public ValueTask SettleAsync(Guid token, ImmutableArray<OutboundOutcome> outcomes, CancellationToken cancellation)
    {
        OnSettle?.Invoke();
        lock (_lock)
        {
            Settlements++;
            foreach (var outcome in outcomes)
            {
                Change(outcome.Id, row => outcome switch
                {
                    OutboundOutcome.Sent => row with { State = OutboundState.Sent, Attempts = row.Attempts + 1, LastReply = outcome.Reply },
                    OutboundOutcome.Bounced => row with { State = OutboundState.Bounced, Attempts = row.Attempts + 1, LastReply = outcome.Reply },
                    OutboundOutcome.Failed f => row with
                    {
                        DueAt = f.DueAt, Failure = f.Failure, Attempts = row.Attempts + (row.Failure is null ? 1 : 0), LastReply = f.Reply,
                    },
                    OutboundOutcome.Deferred d => row with { DueAt = d.DueAt, Attempts = row.Attempts + 1, LastReply = d.Reply, DelayReported = d.DelayReported },
                    _ => row with { DueAt = clock.GetUtcNow() },
                });
            }
        }

        Signal();
        return ValueTask.CompletedTask;
    }

    public ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            var waiting = _rows.Where(r => r.State == OutboundState.Waiting).ToList();
            return new(waiting.Count == 0 ? null : waiting.Min(r => r.DueAt));
        }
    }

    public async ValueTask WaitAsync(CancellationToken cancellation)
    {
        Task changed;
        lock (_lock)
        {
            changed = _changed.Task;
        }

        await changed.WaitAsync(cancellation);
    }

    public ValueTask<ImmutableArray<QueuedDelivery>> ListAsync(OutboundState? state, long afterId, int most, CancellationToken cancellation) =>
        new([.. Rows.Where(r => r.Id > afterId && (state is null || r.State == state)).Take(most)]);

    public ValueTask<bool> HoldAsync(long id, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<bool> ReleaseAsync(long id, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<bool> DeleteAsync(long id, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<int> PurgeAsync(DateTimeOffset before, int most, CancellationToken cancellation) => new(0);

    /// <summary>Waits until the rows are as wanted.</summary>
    public async Task WhenAsync(Func<IReadOnlyList<QueuedDelivery>, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (wanted(_rows))
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(patience.Token);
        }
    }

    private bool IsDue(QueuedDelivery row) => row.State == OutboundState.Waiting && row.DueAt <= clock.GetUtcNow();

    private void Change(long id, Func<QueuedDelivery, QueuedDelivery> change)
    {
        var index = _rows.FindIndex(r => r.Id == id);
        _rows[index] = change(_rows[index]);
    }

    private void Signal()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }
}
