using System.CommandLine;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Queues;

/// <summary><c>mail queue</c>: what waits, and what failed.</summary>
internal static class QueueCommands
{
    private static readonly Argument<string[]> Ids = new("id") { Description = "Ids as 'list' shows them.", HelpName = "ID", Arity = ArgumentArity.OneOrMore };
    private static readonly Argument<string> Stream = new("stream") { Description = "Name of the stream, as 'mail queue show' shows it.", HelpName = "STREAM" };
    private static readonly Option<bool> Ended = new("--ended") { Description = "Also those that were sent, bounced or deleted." };

    private static readonly IReadOnlyList<Column> Outbound =
    [
        Column.Number("ID", "id"), Column.Of("STATE", "state"), Column.Number("TRIES", "attempts"), Column.Time("NEXT TRY", "dueAt"),
        Column.Of("FROM", "from"), Column.Of("TO", "to"), Column.Of("LAST REPLY", "lastReply"),
    ];

    private static readonly IReadOnlyList<Column> Dead =
    [
        Column.Number("ID", "id"), Column.Time("GIVEN UP", "at"), Column.Bytes("SIZE", "size"), Column.Of("KEY", "key"), Column.Of("ERROR", "error"),
    ];

    private static readonly IReadOnlyList<Column> Lines =
        [Column.Of("Deliveries to mailboxes that wait", "pendingDeliveries"), Column.Of("Recipients elsewhere that wait", "outbound")];

    private static readonly IReadOnlyList<Column> Streams =
        [Column.Of("STREAM", "name"), Column.Number("WAITING", "waiting"), Column.Number("DEAD", "dead")];

    public static Command Create() => new("queue", "What waits, and what failed.")
    {
        new CliCommand("show", "Shows how much waits.", ApiOperations.GetQueues).Runs(async call =>
        {
            var answer = await call.SendAsync(ApiOperations.GetQueues.With());
            call.Print.Show(answer, Lines);
            if (!call.WantsJson && Cell.At(answer.Json, "streams") is var streams && streams.GetArrayLength() > 0)
            {
                await call.Out.WriteLineAsync();
                call.Print.Table(streams.EnumerateArray(), Streams);
            }
        }),
        new CliCommand("list", "Lists recipients on other servers that mail waits for.", ApiOperations.ListOutbound) { Ended }.Paged().Runs(call =>
            call.ListAsync(ApiOperations.ListOutbound.With().Asking("ended", call.Get(Ended) ? "true" : null), Outbound, "Nothing waits.")),
        Each("hold", "Stops the attempts for recipients.", ApiOperations.HoldOutbound, "Held"),
        Each("release", "Makes the next attempt for recipients due now.", ApiOperations.ReleaseOutbound, "Released"),
        Each("delete", "Gives recipients up without a report to the sender.", ApiOperations.DeleteOutbound, "Gave up").Destroys(),
        new Command("dead", "Events whose consumer failed for good.")
        {
            new CliCommand("list", "Lists the dead letters of a stream.", ApiOperations.ListDeadLetters) { Stream }.Paged().Runs(call =>
                call.ListAsync(ApiOperations.ListDeadLetters.With(call.Get(Stream)), Dead, "There are no dead letters.")),
            Each("replay", "Puts dead letters back at the end of their stream.", ApiOperations.ReplayDeadLetter, "Put back", Stream),
            Each("drop", "Forgets dead letters.", ApiOperations.DropDeadLetter, "Forgot", Stream).Destroys(),
        },
    };

    private static CliCommand Each(string name, string description, ApiOperation operation, string done, Argument<string>? of = null)
    {
        var command = new CliCommand(name, description, operation);
        if (of is not null)
        {
            command.Add(of);
        }

        command.Add(Ids);
        return command.Runs(async call =>
        {
            if (command.Options.Contains(Confirmation.Yes))
            {
                await call.RequireAsync($"{char.ToUpperInvariant(name[0])}{name[1..]} {string.Join(", ", call.Get(Ids))}?");
            }

            foreach (var id in call.Get(Ids))
            {
                await call.DoAsync(operation.With(of is null ? [id] : [call.Get(of), id]), $"{done} {id}.");
            }
        });
    }
}
