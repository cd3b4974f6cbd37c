using Mail.Engine.Activation;
using Mail.Engine.Invocation;
using Mail.Engine.Lifecycle;
using Mail.Engine.Scheduling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Mail.Engine.Hosting;

/// <summary>One silo: starts its stages, and stops them so that running turns finish and every grain hears of its end.</summary>
internal sealed partial class Silo(
    SiloLifecycle lifecycle,
    SiloRuntime runtime,
    MessageDispatcher dispatcher,
    ActivationDirectory directory,
    ActivationCollector collector,
    InFlightCalls inFlight,
    CoarseClock clock,
    IEnumerable<IConfigurationValidator> validators,
    IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants,
    IOptions<GrainCollectionOptions> collection,
    ILogger<Silo> log) : IHostedService
{
    public SiloStatus Status { get; private set; } = SiloStatus.Created;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in validators)
        {
            validator.ValidateConfiguration();
        }

        Status = SiloStatus.Joining;
        lifecycle.Subscribe<Silo>(ServiceLifecycleStage.RuntimeInitialize, StartRuntime, StopRuntime);
        lifecycle.Subscribe<Silo>(ServiceLifecycleStage.RuntimeGrainServices, static _ => Task.CompletedTask, StopGrains);
        foreach (var participant in participants)
        {
            participant.Participate(lifecycle);
        }

        await lifecycle.OnStart(cancellationToken);
        Status = SiloStatus.Active;
        Started(log, runtime.Address);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Status is SiloStatus.Dead or SiloStatus.Created)
        {
            return;
        }

        Status = SiloStatus.ShuttingDown;
        await lifecycle.OnStop(cancellationToken);
        Status = SiloStatus.Dead;
        Stopped(log, runtime.Address);
    }

    /// <summary>Ends without any farewell, as a crash would: grains hear nothing, callers fail.</summary>
    public void Kill()
    {
        Status = SiloStatus.Dead;
        dispatcher.StopActivating();
        StopClocks();
        foreach (var activation in directory.Activations())
        {
            activation.End().ForEach(call => call.Fail(new SiloUnavailableException($"Silo {runtime.Address} was killed.")));
            activation.Life.Abandon();
        }

        inFlight.FailAll(new SiloUnavailableException($"Silo {runtime.Address} was killed."));
    }

    private Task StartRuntime(CancellationToken cancellationToken)
    {
        clock.Start();
        inFlight.Start();
        collector.Start();
        return Task.CompletedTask;
    }

    private Task StopRuntime(CancellationToken cancellationToken)
    {
        inFlight.FailAll(new SiloUnavailableException($"Silo {runtime.Address} has stopped."));
        StopClocks();
        return Task.CompletedTask;
    }

    private void StopClocks()
    {
        collector.Dispose();
        inFlight.Dispose();
        clock.Dispose();
    }

    // Again and again: an activation may have begun while the first were looked at.
    private async Task StopGrains(CancellationToken cancellationToken)
    {
        dispatcher.StopActivating();
        using var limit = new CancellationTokenSource(collection.Value.DeactivationTimeout, runtime.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            while (directory.Activations().ToList() is { Count: > 0 } activations)
            {
                activations.ForEach(activation => activation.Life.Finish(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is stopping.")));
                await Task.WhenAll(activations.Select(a => a.Deactivated)).WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            GrainsLeft(log, directory.Activations().Count());
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Silo {Address} is active.")]
    private static partial void Started(ILogger log, SiloAddress address);

    [LoggerMessage(2, LogLevel.Information, "Silo {Address} has stopped.")]
    private static partial void Stopped(ILogger log, SiloAddress address);

    [LoggerMessage(3, LogLevel.Warning, "{Count} grains were still busy when the time to stop was over.")]
    private static partial void GrainsLeft(ILogger log, int count);
}
