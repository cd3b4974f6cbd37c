using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Mail.Gateway.Http.ServerInfo;

/// <summary>What runs here.</summary>
internal static class ServerRoutes
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/server", GetAsync)
        .Describe(new OperationInfo("getServer", "Server", Access.Public, "Shows what runs, where, and whether it is well", "Needs no credentials; with a key of the system it says what is wrong."));

    private static async Task<ServerDocument> GetAsync(IServerFacts facts, TimeProvider time, HttpContext http)
    {
        var (ready, parts) = await facts.CheckAsync(inDetail: ApiCall.Of(http).Caller.Kind == CallerKind.System, http.RequestAborted);
        return new ServerDocument(
            "Mail.Orleans", facts.Version, facts.HostName, facts.StartedAt, (long)(time.GetUtcNow() - facts.StartedAt).TotalSeconds, ready, parts,
            facts.Listeners.Select(l => new ListenerDocument(l.Name, l.Port, l.Security, l.Use)).ToList());
    }
}
