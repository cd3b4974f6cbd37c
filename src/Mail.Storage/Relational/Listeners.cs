using System.Collections.Concurrent;

namespace Mail.Storage.Relational;

/// <summary>
/// Accounts that somebody in this process listens to: commits of others wake no reader. Whether a commit writes events is for the store
/// alone to say, which knows the listeners of all processes; their readers find the rows by the poll.
/// </summary>
internal sealed class Listeners(TimeProvider time)
{
    private const int FewestToSweep = 1_024;

    private readonly ConcurrentDictionary<long, DateTimeOffset> _until = [];
    private int _sweepAt = FewestToSweep;

    public bool AreThere(long accountKey) => !_until.IsEmpty && _until.TryGetValue(accountKey, out var until) && until > time.GetUtcNow();

    public void Add(long accountKey, DateTimeOffset until)
    {
        _until[accountKey] = until;
        if (_until.Count < _sweepAt)
        {
            return;
        }

        foreach (var ended in _until.Where(u => u.Value <= time.GetUtcNow()))
        {
            _until.TryRemove(ended);
        }

        _sweepAt = Math.Max(FewestToSweep, _until.Count * 2);
    }
}
