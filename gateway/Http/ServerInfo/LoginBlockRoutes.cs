using System.ComponentModel;
using Mail.Gateway.Auth;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Mail.Gateway.Http.ServerInfo;

/// <summary>Blocks on logins: whom they keep out, and how to let somebody in again (OPS-3).</summary>
internal static class LoginBlockRoutes
{
    private const string Tag = "Server";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/server/login-blocks", List).Describe(new OperationInfo(
            "listLoginBlocks", Tag, Access.System, "Lists the blocks on logins that last", "Those that failed logins have led to, the latest first."));
        api.MapDelete("/server/login-blocks/{block}", Lift).Describe(new OperationInfo(
            "liftLoginBlock", Tag, Access.System, "Lifts a block on logins", "The failures that led to it are forgotten.") { Changes = true });
    }

    private static LoginBlocksDocument List(LoginThrottle throttle) =>
        new([.. throttle.Blocks().Select(b => new LoginBlockDocument(b.Id, b.Of, b.Since, b.Until, b.Account, b.Client))]);

    private static NoContent Lift(string block, LoginThrottle throttle) =>
        throttle.Lift(block) ? TypedResults.NoContent() : throw ApiException.NotFound($"There is no block '{block}' that lasts.");
}

[Description("Blocks on logins that last.")]
internal sealed record LoginBlocksDocument([property: Description("The latest first.")] IReadOnlyList<LoginBlockDocument> Items);

[Description("A block on logins.")]
internal sealed record LoginBlockDocument(
    [property: Description("To lift it by.")] string Id,
    [property: Description("What is blocked: `client`, `account`, or `account-at-client`, an account at a client that it was lately used from.")] string Of,
    [property: Description("When it began, UTC.")] DateTimeOffset Since,
    [property: Description("When it ends by itself, UTC.")] DateTimeOffset Until,
    [property: Description("The name that was last tried: an address, or an API key's id; not of a client.")] string? Account = null,
    [property: Description("An IPv4 address or an IPv6 /64; not of an account.")] string? Client = null);
