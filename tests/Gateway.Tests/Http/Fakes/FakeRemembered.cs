using Mail.Gateway.Http.Idempotency;

namespace Mail.Gateway.Tests.Http.Fakes;

/// <summary>Remembered requests in memory, which keep the store's promises.</summary>
internal sealed class FakeRemembered : IRememberedRequests
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Row> _rows = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Row(string Fingerprint, DateTimeOffset Created, DateTimeOffset Started, Guid Run, ReadOnlyMemory<byte>? Response);

    /// <summary>From here on runs end as in a process that is killed: nothing is written any more.</summary>
    public bool IsDead { get; set; }

    public int Renewals { get; private set; }

    public int Taken => Read(() => _rows.Values.Count(r => r.Response is null));

    public int Done => Read(() => _rows.Values.Count(r => r.Response is not null));

    public ValueTask<RememberedClaim> ClaimAsync(
        string key, string fingerprint, DateTimeOffset now, DateTimeOffset abandonedBefore, DateTimeOffset forgottenBefore) => new(Locked(() =>
    {
        var run = Guid.NewGuid();
        if (!_rows.TryGetValue(key, out var row) || row.Created < forgottenBefore)
        {
            _rows[key] = new Row(fingerprint, now, now, run, null);
            return new RememberedClaim(RememberedOutcome.Claimed, now, run, default);
        }

        if (row.Fingerprint != fingerprint)
        {
            return new RememberedClaim(RememberedOutcome.Different, row.Created, default, default);
        }

        if (row.Response is { } response)
        {
            return new RememberedClaim(RememberedOutcome.Done, row.Created, default, response);
        }

        if (row.Started >= abandonedBefore)
        {
            return new RememberedClaim(RememberedOutcome.Running, row.Created, default, default);
        }

        _rows[key] = row with { Started = now, Run = run };
        return new RememberedClaim(RememberedOutcome.Resumed, row.Created, run, default);
    }));

    public ValueTask RenewAsync(string key, Guid run, DateTimeOffset now)
    {
        Renewals++;
        return Change(key, run, row => row with { Started = now });
    }

    public ValueTask CompleteAsync(string key, Guid run, ReadOnlyMemory<byte> response) => Change(key, run, row => row with { Response = response.ToArray() });

    public ValueTask ReleaseAsync(string key, Guid run) => Change(key, run, _ => null);

    public ValueTask AbandonAsync(string key, Guid run) => Change(key, run, row => row with { Started = DateTimeOffset.MinValue });

    public ValueTask ForgetAsync(DateTimeOffset before) => ValueTask.CompletedTask;

    /// <summary>Waits until the rows are as wanted.</summary>
    public async Task WhenAsync(Func<bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var changed = Read(() => _changed.Task);
            if (wanted())
            {
                return;
            }

            await changed.WaitAsync(patience.Token);
        }
    }

    private ValueTask Change(string key, Guid run, Func<Row, Row?> change)
    {
        Locked(() =>
        {
            if (!IsDead && _rows.TryGetValue(key, out var row) && row.Run == run && row.Response is null)
            {
                _rows.Remove(key);
                if (change(row) is { } changed)
                {
                    _rows[key] = changed;
                }
            }

            return 0;
        });
        return ValueTask.CompletedTask;
    }

    private T Read<T>(Func<T> look)
    {
        lock (_lock)
        {
            return look();
        }
    }

    private T Locked<T>(Func<T> act)
    {
        lock (_lock)
        {
            var result = act();
            var changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            changed.SetResult();
            return result;
        }
    }
}
