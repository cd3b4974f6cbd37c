using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Mail.Engine.Lifecycle;

/// <summary>A silo's lifecycle.</summary>
internal sealed partial class SiloLifecycle(ILogger<SiloLifecycle> log) : StagedLifecycle, ISiloLifecycleSubject
{
    protected override void OnStopFailed(int stage, Exception error) => StopFailed(log, stage, error);

    [LoggerMessage(1, LogLevel.Error, "Stage {Stage} of the silo failed while stopping.")]
    private static partial void StopFailed(ILogger log, int stage, Exception error);
}
