using System.Collections.Concurrent;
using Mail.Engine.Invocation;
using Orleans.Runtime;

namespace Mail.Engine.Activation;

/// <summary>What this silo holds, by grain id.</summary>
internal sealed class ActivationDirectory
{
    private readonly ConcurrentDictionary<GrainId, CallTarget> _targets = new();

    public CallTarget? Find(GrainId id) => _targets.GetValueOrDefault(id);

    public CallTarget GetOrAdd(GrainId id, CallTarget target) => _targets.GetOrAdd(id, target);

    public void Remove(GrainId id, CallTarget target) => _targets.TryRemove(KeyValuePair.Create(id, target));

    public IEnumerable<GrainActivation> Activations()
    {
        foreach (var (_, target) in _targets)
        {
            if (target is GrainActivation activation)
            {
                yield return activation;
            }
            else if (target is StatelessWorkers workers)
            {
                foreach (var worker in workers.Activations)
                {
                    yield return worker;
                }
            }
        }
    }
}
