namespace Mail.Gateway.Auth;

/// <summary>Failures that add up within a window, and the block that they end in. Times are timestamps of one clock.</summary>
internal sealed class FailureWindow
{
    private long _windowEnds = long.MinValue;
    private long _blockEnds = long.MinValue;
    private int _failures;

    /// <summary>When the last block ends, or ended.</summary>
    public long BlockEnds => _blockEnds;

    public int Failures(long now) => now < _windowEnds ? _failures : 0;

    /// <summary>As if nothing had failed.</summary>
    public void Clear() => (_failures, _windowEnds, _blockEnds) = (0, long.MinValue, long.MinValue);

    /// <summary>Counts a failure; true if a block begins with it.</summary>
    public bool Fail(long now, int most, long window, long block)
    {
        if (now >= _windowEnds)
        {
            (_failures, _windowEnds) = (0, now + window);
        }

        if (++_failures < most || now < _blockEnds)
        {
            return false;
        }

        // After the block the count begins anew.
        (_blockEnds, _windowEnds) = (now + block, now + block);
        return true;
    }
}
