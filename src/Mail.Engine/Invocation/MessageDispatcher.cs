using Mail.Engine.Activation;
using Orleans.Runtime;

namespace Mail.Engine.Invocation;

/// <summary>Finds the target of each call that arrives at this silo, and activates grains.</summary>
internal sealed class MessageDispatcher(SiloRuntime silo, ActivationDirectory directory, GrainClasses classes)
{
    private const int MostForwards = 8;
    private volatile bool _stopping;

    public void Receive(Call call)
    {
        if (call.Reference!.RuntimeCache is CallTarget { IsCurrent: true } known)
        {
            known.Receive(call);
            return;
        }

        Deliver(call);
    }

    /// <summary>Looks a call's target up again, because the one found had ended.</summary>
    public void Forward(Call call)
    {
        if (call.Reference is null || ++call.Forwards > MostForwards)
        {
            call.Fail(new SiloUnavailableException($"{call} found its activation ended {MostForwards} times."));
            return;
        }

        Deliver(call);
    }

    /// <summary>From now on no grain is activated.</summary>
    public void StopActivating() => _stopping = true;

    private void Deliver(Call call)
    {
        var target = directory.Find(call.TargetId) ?? Add(call);
        if (target is not null)
        {
            call.Reference!.RuntimeCache = target;
            target.Receive(call);
        }
    }

    private CallTarget? Add(Call call)
    {
        var id = call.TargetId;
        if (_stopping)
        {
            call.Fail(new SiloUnavailableException($"Silo {silo.Address} is stopping and does not activate {id}."));
            return null;
        }

        if (classes.Find(id.Type) is not { } grainClass)
        {
            call.Fail(new OrleansMessageRejectionException($"{id} is neither a grain of this silo's classes nor a living observer."));
            return null;
        }

        if (!grainClass.Placement.IsUsingGrainDirectory)
        {
            return directory.GetOrAdd(id, new StatelessWorkers(silo, grainClass, id, gone => directory.Remove(id, gone)));
        }

        var activation = new GrainActivation(silo, grainClass, id, gone => directory.Remove(id, gone));
        var winner = directory.GetOrAdd(id, activation);
        if (ReferenceEquals(winner, activation))
        {
            activation.Life.Begin();
        }

        return winner;
    }
}
