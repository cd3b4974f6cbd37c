using Mail.Contracts.Errors;
using Mail.Storage;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Mail.Silo.Streams;

/// <summary>
/// Notes on each batch what its consumer said. Orleans' agent tells neither its failure handler nor its back-off the consumer's exception
/// or the count of attempts; the call itself is the one place that sees both, and an event counts as delivered only if that call returned.
/// </summary>
internal sealed class DeliveryOutcomes : IOutgoingGrainCallFilter
{
    /// <summary>Method of Orleans' consumer extension and the argument that is the batch.</summary>
    private const string Method = "DeliverBatch";
    private const int BatchArgument = 2;

    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.MethodName == Method && Batch(context.Request) is { } batch ? DeliverAsync(context, batch) : context.Invoke();

    private static OutboxBatch? Batch(IInvokable request) =>
        request.GetArgumentCount() > BatchArgument ? request.GetArgument(BatchArgument) as OutboxBatch : null;

    private static async Task DeliverAsync(IOutgoingGrainCallContext context, OutboxBatch batch)
    {
        batch.Again();
        try
        {
            await context.Invoke();
            batch.Delivered();
        }
        catch (Exception error)
        {
            batch.Failed(error, IsOutage(error));
            throw;
        }
    }

    /// <summary>The event is not to blame: a silo went or stops, or the store does not answer. Such events wait, however long it takes.</summary>
    private static bool IsOutage(Exception error) => error switch
    {
        MailException refusal => refusal.Code == MailErrorCode.Unavailable,
        StoreUnavailableException or StoreFullException or SiloUnavailableException or OrleansMessageRejectionException or OperationCanceledException => true,
        OrleansException { InnerException: { } inner } => IsOutage(inner),
        _ => false,
    };
}
