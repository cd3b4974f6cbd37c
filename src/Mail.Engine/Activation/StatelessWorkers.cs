using Mail.Engine.Invocation;
using Orleans.Runtime;

namespace Mail.Engine.Activation;

/// <summary>The activations of one stateless worker grain in this silo: a call goes to an idle one, a new one while there may be more, else to the least loaded.</summary>
internal sealed class StatelessWorkers(SiloRuntime silo, GrainClass grainClass, GrainId grainId, Action<StatelessWorkers> onGone) : CallTarget
{
    private readonly int _most = ((StatelessWorkerPlacement)grainClass.Placement).MaxLocal;
    private readonly List<GrainActivation> _workers = [];
    private bool _gone;

    public GrainId GrainId => grainId;

    public override bool IsCurrent => !_gone;

    public GrainActivation[] Activations
    {
        get
        {
            lock (_workers)
            {
                return [.. _workers];
            }
        }
    }

    public override void Receive(Call call)
    {
        GrainActivation? chosen;
        lock (_workers)
        {
            chosen = _gone ? null : Choose();
        }

        if (chosen is null)
        {
            silo.Dispatcher.Forward(call);
            return;
        }

        chosen.Receive(call);
    }

    private GrainActivation Choose()
    {
        GrainActivation? least = null;
        var load = int.MaxValue;
        foreach (var worker in _workers)
        {
            var current = worker.Load;
            if (current == 0 && worker.State <= ActivationState.Valid)
            {
                return worker;
            }

            if (current < load)
            {
                (least, load) = (worker, current);
            }
        }

        return _workers.Count >= _most ? least! : Add();
    }

    private GrainActivation Add()
    {
        var worker = new GrainActivation(silo, grainClass, grainId, Remove);
        _workers.Add(worker);
        worker.Life.Begin();
        return worker;
    }

    private void Remove(GrainActivation worker)
    {
        lock (_workers)
        {
            _workers.Remove(worker);
            _gone = _workers.Count == 0;
        }

        if (_gone)
        {
            onGone(this);
        }
    }
}
