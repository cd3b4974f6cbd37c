using Mail.Engine.Activation;
using Mail.Engine.Scheduling;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Mail.Engine.Invocation;

/// <summary>Objects outside grains that grains call through references. It does not keep them alive.</summary>
internal sealed class ObserverRegistry(ActivationDirectory directory, IWorkScheduler work, ISiloRandom random, ILogger<ObserverRegistry> log)
{
    private static readonly GrainType Type = GrainType.Create("sys.client");

    public GrainId Add(IGrainObserver observer)
    {
        var id = GrainId.Create(Type, GrainIdKeyExtensions.CreateGuidKey(random.NextGuid()));
        directory.GetOrAdd(id, new ObserverTarget(observer, work, log));
        return id;
    }

    public bool Remove(GrainId id)
    {
        if (directory.Find(id) is not ObserverTarget target)
        {
            return false;
        }

        target.Retire();
        directory.Remove(id, target);
        return true;
    }
}
