using Mail.Gateway.Delivery;

namespace Mail.Silo.Shutdown;

/// <summary>
/// Ends the wait for deliveries with the drain time. By itself the dispatcher waits as long as the host does, which leaves nothing to those that stop
/// behind it; what a mailbox or a full disk refuses waits in the accept log for the next start anyway. Registered behind the dispatcher: stops first.
/// </summary>
internal sealed class DeliveryDrain(IngestDispatcher dispatcher, ConnectionDrain drain) : IHostedService
{
    /// <summary>For what connections gave us in the last moment of the drain time.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var over = drain.Over.UnsafeRegister(static state => ((CancellationTokenSource)state!).CancelAfter(Grace), limit);
        await dispatcher.StopAsync(limit.Token);
    }
}
