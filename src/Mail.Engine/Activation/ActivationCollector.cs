using Mail.Engine.Scheduling;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;

namespace Mail.Engine.Activation;

/// <summary>Ends activations that nobody has called for their class's age.</summary>
internal sealed class ActivationCollector(ActivationDirectory directory, CoarseClock clock, TimeProvider time, IOptions<GrainCollectionOptions> options) : IDisposable
{
    private ITimer? _timer;

    public void Start()
    {
        var quantum = options.Value.CollectionQuantum;
        _timer = time.CreateTimer(static state => ((ActivationCollector)state!).Collect(null), this, quantum, quantum);
    }

    /// <summary>Ends activations idle for longer than <paramref name="age"/>, or than their own age. Returns how many.</summary>
    public int Collect(TimeSpan? age)
    {
        clock.Tick();
        var count = 0;
        foreach (var activation in directory.Activations())
        {
            if (activation.State == ActivationState.Valid && activation.IsIdle && IsOld(activation, age))
            {
                activation.Life.Finish(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The activation was idle for its collection age."));
                count++;
            }
        }

        return count;
    }

    public void Dispose() => _timer?.Dispose();

    private bool IsOld(GrainActivation activation, TimeSpan? age) =>
        clock.Since(activation.LastUsed) >= (age ?? activation.Class.CollectionAge) && activation.KeepUntil <= clock.Now;
}
