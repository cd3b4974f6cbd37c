using Mail.Engine.Invocation;

namespace Mail.Engine.Activation;

/// <summary>
/// Decides which calls may run together in one activation, and keeps the others in order of arrival. Not thread-safe: its activation
/// holds the lock.
/// </summary>
internal sealed class CallGate(GrainClass grainClass)
{
    private readonly List<Guid> _openSections = [];
    private Call? _firstWaiting;
    private Call? _lastWaiting;
    private int _exclusive;
    private int _readOnly;
    private int _interleaving;

    public int Waiting { get; private set; }

    public int Running => _exclusive + _readOnly + _interleaving;

    public bool TryEnter(Call call)
    {
        var kind = KindFor(call);
        if (kind == GateKind.Outside)
        {
            return false;
        }

        Enter(call, kind);
        return true;
    }

    public void Leave(Call call)
    {
        switch (call.Kind)
        {
            case GateKind.Exclusive: _exclusive--; break;
            case GateKind.ReadOnly: _readOnly--; break;
            case GateKind.Interleaving: _interleaving--; break;
        }

        call.Kind = GateKind.Outside;
    }

    public void Wait(Call call)
    {
        call.NextWaiting = null;
        if (_lastWaiting is null)
        {
            _firstWaiting = call;
        }
        else
        {
            _lastWaiting.NextWaiting = call;
        }

        _lastWaiting = call;
        Waiting++;
    }

    /// <summary>Takes the first waiting call that may run now, and enters it. Calls whose callers gave up are dropped.</summary>
    public Call? NextReady()
    {
        Call? previous = null;
        for (var call = _firstWaiting; call is not null; call = call.NextWaiting)
        {
            if (call.IsCompleted)
            {
                Unlink(previous, call);
                continue;
            }

            if (TryEnter(call))
            {
                Unlink(previous, call);
                return call;
            }

            // Only readers can still join readers; everything else that may overlap did so when it came.
            if (_exclusive > 0 && _openSections.Count == 0)
            {
                return null;
            }

            previous = call;
        }

        return null;
    }

    /// <summary>Takes all waiting calls away.</summary>
    public List<Call> TakeWaiting()
    {
        var calls = new List<Call>(Waiting);
        for (var call = _firstWaiting; call is not null;)
        {
            var next = call.NextWaiting;
            call.NextWaiting = null;
            calls.Add(call);
            call = next;
        }

        _firstWaiting = _lastWaiting = null;
        Waiting = 0;
        return calls;
    }

    public void OpenSection(Guid id) => _openSections.Add(id);

    public void CloseSection(Guid id) => _openSections.Remove(id);

    /// <summary>True for a call of a chain that this activation let in again.</summary>
    public bool IsReentrant(Call call) => _openSections.Count > 0 && call.ReentrancyId is var id && id != Guid.Empty && _openSections.Contains(id);

    private GateKind KindFor(Call call)
    {
        if (grainClass.IsReentrant || call.AlwaysInterleaves)
        {
            return GateKind.Interleaving;
        }

        if (_exclusive == 0 && (_readOnly == 0 || call.IsReadOnly))
        {
            return call.IsReadOnly ? GateKind.ReadOnly : GateKind.Exclusive;
        }

        if (IsReentrant(call))
        {
            return GateKind.Exclusive;
        }

        return grainClass.MayInterleave(call.Request) ? GateKind.Interleaving : GateKind.Outside;
    }

    private void Enter(Call call, GateKind kind)
    {
        call.Kind = kind;
        switch (kind)
        {
            case GateKind.Exclusive: _exclusive++; break;
            case GateKind.ReadOnly: _readOnly++; break;
            default: _interleaving++; break;
        }
    }

    private void Unlink(Call? previous, Call call)
    {
        if (previous is null)
        {
            _firstWaiting = call.NextWaiting;
        }
        else
        {
            previous.NextWaiting = call.NextWaiting;
        }

        if (ReferenceEquals(_lastWaiting, call))
        {
            _lastWaiting = previous;
        }

        Waiting--;
    }
}
