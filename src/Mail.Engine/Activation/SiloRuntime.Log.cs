using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Mail.Engine.Activation;

internal static partial class SiloRuntimeLog
{
    [LoggerMessage(1, LogLevel.Warning, "Grain {GrainId} wrote on a stale version and is deactivated.")]
    public static partial void InconsistentState(this ILogger log, GrainId grainId, Exception error);

    [LoggerMessage(2, LogLevel.Warning, "One-way call {Call} failed.")]
    public static partial void OneWayCallFailed(this ILogger log, string call, Exception error);

    [LoggerMessage(3, LogLevel.Warning, "Grain {GrainId} could not be activated; its callers have the error.")]
    public static partial void ActivationFailed(this ILogger log, GrainId grainId, Exception error);

    [LoggerMessage(4, LogLevel.Warning, "Grain {GrainId} failed while it was deactivated.")]
    public static partial void DeactivationFailed(this ILogger log, GrainId grainId, Exception error);

    [LoggerMessage(5, LogLevel.Warning, "A timer of grain {GrainId} failed.")]
    public static partial void TimerFailed(this ILogger log, GrainId grainId, Exception error);
}
