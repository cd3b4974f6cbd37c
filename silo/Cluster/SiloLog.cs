using Orleans;
using Orleans.Runtime;

namespace Mail.Silo.Cluster;

/// <summary>Says where the silo is met once its grains can be called.</summary>
internal sealed partial class SiloLog(ILocalSiloDetails silo, ILogger<SiloLog> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(SiloLog), ServiceLifecycleStage.Active, _ =>
    {
        Active(silo.SiloAddress.Endpoint.ToString(), silo.GatewayAddress?.Endpoint.Port ?? 0);
        return Task.CompletedTask;
    });

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Silo {Address} is active, for clients on port {ClientPort}")]
    private partial void Active(string address, int clientPort);
}
