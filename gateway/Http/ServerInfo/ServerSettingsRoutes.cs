using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Mail.Gateway.Http.ServerInfo;

/// <summary>The configuration of the running server (OPS-9).</summary>
internal static class ServerSettingsRoutes
{
    private const string Tag = "Server";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/server/config", Get).Describe(new OperationInfo(
            "getServerConfig", Tag, Access.System, "Shows every setting and where its value comes from", "Secrets are not shown."));
        api.MapPost("/server/reload", Reload).Describe(new OperationInfo(
            "reloadServer", Tag, Access.System, "Reads the configuration anew",
            "File, secrets and certificates. If anything is wrong, nothing changes, and `detail` says what, a line for each error.")
        {
            Changes = true,
            Errors = [OperationError.Precondition("The configuration cannot be used; nothing was changed.")],
        });
        api.MapPut("/server/log-level", SetLevel).Describe(new OperationInfo(
            "putServerLogLevel", Tag, Access.System, "Changes how much the log says", "Until the next reload or start.") { Changes = true, HasBody = true });
    }

    private static SettingsDocument Get(IServerSettings settings) => new(
        [.. settings.Read().Select(s => new SettingDocument(s.Name, s.Value, s.Origin, s.NeedsRestart, s.Place.Length > 0 ? s.Place : null))]);

    private static ReloadDocument Reload(IServerSettings settings)
    {
        var outcome = settings.Reload();
        return outcome.Errors.Count == 0
            ? new ReloadDocument(outcome.Changed, outcome.NeedRestart)
            : throw ApiException.Precondition(string.Join('\n', outcome.Errors));
    }

    private static LogLevelDocument SetLevel(LogLevelDocument body, IServerSettings settings) => settings.TrySetLogLevel(body.Level)
        ? body
        : throw ApiException.Invalid($"'{body.Level}' is no level: use Trace, Debug, Information, Warning, Error or None.");
}
