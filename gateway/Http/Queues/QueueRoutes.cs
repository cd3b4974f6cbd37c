using System.Globalization;
using Mail.Gateway.Delivery;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Mail.Gateway.Http.Queues;

/// <summary>What waits: accepted messages, streams and their dead letters, mail to other servers.</summary>
internal static class QueueRoutes
{
    private const string Tag = "Queues";
    private const string Dead = "/queues/streams/{stream}/dead-letters";
    private const string Outbound = "/queues/outbound";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/queues", GetAsync).Describe(new OperationInfo("getQueues", Tag, Access.System, "Shows what waits in the server"));
        api.MapGet(Dead, ListDeadAsync).Describe(new OperationInfo(
            "listDeadLetters", Tag, Access.System, "Lists the dead letters of a stream", "Of a stream that holds none the list is empty."));
        api.MapPost(Dead + "/{id}/replay", ReplayAsync).Describe(new OperationInfo(
            "replayDeadLetter", Tag, Access.System, "Puts a dead letter back at the end of its stream") { Changes = true });
        api.MapDelete(Dead + "/{id}", DropAsync).Describe(new OperationInfo("dropDeadLetter", Tag, Access.System, "Forgets a dead letter") { Changes = true });
        api.MapGet(Outbound, ListOutboundAsync).Describe(new OperationInfo(
            "listOutbound", Tag, Access.System, "Lists recipients on other servers", "Those that ended, too, with `ended=true`."));
        Change(api, "hold", OutboundChange.Hold, "holdOutbound", "Stops the attempts for a recipient");
        Change(api, "release", OutboundChange.Release, "releaseOutbound", "Makes the next attempt for a recipient due now");
        Change(api, "delete", OutboundChange.Delete, "deleteOutbound", "Gives a recipient up without a report");
    }

    private static void Change(IEndpointRouteBuilder api, string verb, OutboundChange change, string id, string summary) => api
        .MapPost($"{Outbound}/{{id}}/{verb}", async (string id, IQueueInspection queues) => await Done(queues, Number(id), change)
            ? TypedResults.NoContent()
            : throw NotFound(id))
        .Describe(new OperationInfo(id, Tag, Access.System, summary) { Changes = true });

    private static ValueTask<bool> Done(IQueueInspection queues, long? id, OutboundChange change) =>
        id is { } known ? queues.ChangeOutboundAsync(known, change) : ValueTask.FromResult(false);

    private static async Task<QueuesDocument> GetAsync(IQueueInspection queues, IngestDispatcher dispatcher)
    {
        var streams = await queues.ReadStreamsAsync();
        return new QueuesDocument(
            dispatcher.Outstanding, await queues.CountOutboundAsync(), streams.Select(s => new StreamDocument(s.Name, s.Waiting, s.Dead)).ToList());
    }

    private static async Task<Page<DeadLetterDocument>> ListDeadAsync(string stream, IQueueInspection queues, int? limit, string? cursor)
    {
        var most = Paging.Limit(limit);
        var letters = await queues.ReadDeadLettersAsync(stream, Paging.Number(cursor, 0), most);
        if (letters.Count == 0 && !(await queues.ReadStreamsAsync()).Any(s => s.Name == stream))
        {
            throw ApiException.NotFound($"There is no stream '{stream}'.");
        }

        return Paging.Of(letters.Select(l => new DeadLetterDocument(l.Id, l.Key, l.Error, l.At, l.Size)), most, last => Paging.Cursor(last.Id));
    }

    private static async Task<NoContent> ReplayAsync(string stream, string id, IQueueInspection queues) =>
        Number(id) is { } known && await queues.ReplayAsync(stream, known) ? TypedResults.NoContent() : throw NotFound(id);

    private static async Task<NoContent> DropAsync(string stream, string id, IQueueInspection queues) =>
        Number(id) is { } known && await queues.DropAsync(stream, known) ? TypedResults.NoContent() : throw NotFound(id);

    private static async Task<Page<OutboundDocument>> ListOutboundAsync(IQueueInspection queues, int? limit, string? cursor, bool? ended)
    {
        var most = Paging.Limit(limit);
        var items = await queues.ReadOutboundAsync(ended ?? false, Paging.Number(cursor, 0), most);
        return Paging.Of(
            items.Select(i => new OutboundDocument(i.Id, i.MessageId, i.From, i.To, i.State, i.Attempts, i.DueAt, i.LastReply)), most,
            last => Paging.Cursor(last.Id));
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ApiException NotFound(string id) => ApiException.NotFound($"There is no such item '{id}', or it is not in a state for that.");
}
