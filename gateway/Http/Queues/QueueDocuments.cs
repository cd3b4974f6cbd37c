using System.ComponentModel;

namespace Mail.Gateway.Http.Queues;

[Description("What waits in the server.")]
internal sealed record QueuesDocument(
    [property: Description("Accepted messages whose deliveries are not all done, in this process.")] int PendingDeliveries,
    [property: Description("Recipients on other servers that wait for an attempt or are held.")] long Outbound,
    [property: Description("Streams of events that hold anything.")] IReadOnlyList<StreamDocument> Streams);

[Description("A stream of events.")]
internal sealed record StreamDocument(
    [property: Description("Its name.")] string Name,
    [property: Description("Events that wait for their consumer.")] long Waiting,
    [property: Description("Events whose consumer failed for good.")] long Dead);

[Description("An event whose consumer failed for good.")]
internal sealed record DeadLetterDocument(
    [property: Description("Names it in its stream.")] long Id,
    [property: Description("What the event was for: a grain id, account or address.")] string Key,
    [property: Description("The consumer's last error.")] string Error,
    [property: Description("When it was given up, UTC.")] DateTimeOffset At,
    [property: Description("Octets of the event.")] int Size);

[Description("A recipient on another server.")]
internal sealed record OutboundDocument(
    [property: Description("Names it in the queue.")] long Id,
    [property: Description("The accepted message.")] string MessageId,
    [property: Description("Sender; empty for reports.")] string From,
    [property: Description("Recipient.")] string To,
    [property: Description("waiting, held, sent, bounced or deleted.")] string State,
    [property: Description("Attempts so far.")] int Attempts,
    [property: Description("When it is tried next, UTC.")] DateTimeOffset DueAt,
    [property: Description("The other server's last answer, or why there was none.")] string? LastReply = null);
