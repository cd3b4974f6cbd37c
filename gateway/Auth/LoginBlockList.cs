namespace Mail.Gateway.Auth;

/// <summary>The blocks that last, for operators; the oldest give way. Not for several threads at once.</summary>
internal sealed class LoginBlockList(int capacity)
{
    private readonly List<(LoginBlock Block, FailureWindow Window, long Ends)> _begun = [];

    public void Add(LoginBlock block, FailureWindow window, long now)
    {
        if (_begun.Count >= capacity)
        {
            _begun.RemoveAll(b => b.Ends <= now);
            _begun.RemoveRange(0, Math.Max(0, _begun.Count - capacity + 1));
        }

        _begun.Add((block, window, window.BlockEnds));
    }

    /// <summary>Those that last, the latest first.</summary>
    public IReadOnlyList<LoginBlock> List(long now) => [.. _begun.Where(b => b.Ends > now).Select(b => b.Block).Reverse()];

    /// <summary>Ends one now; its failures are forgotten. False if there is none of that id.</summary>
    public bool Lift(string id, long now)
    {
        var at = _begun.FindIndex(b => b.Block.Id == id && b.Ends > now);
        if (at < 0)
        {
            return false;
        }

        _begun[at].Window.Clear();
        _begun.RemoveAt(at);
        return true;
    }
}
