using System.CommandLine;
using Mail.Silo.Cli.Api;

namespace Mail.Silo.Cli.Raw;

/// <summary><c>mail api</c>: any request, for what no command says just so.</summary>
internal static class ApiCommand
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly Argument<string> Method = new("method") { Description = "get, post, put, patch or delete.", HelpName = "METHOD" };
    private static readonly Argument<string> Path = new("path") { Description = "Path and query below /api/v2, such as users/alice@example.org.", HelpName = "PATH" };
    private static readonly Option<string?> Input = new("--input") { Description = "File with the body; - for standard input.", HelpName = "FILE" };
    private static readonly Option<string> Type = new("--content-type") { Description = "Media type of the body.", HelpName = "TYPE", DefaultValueFactory = _ => "application/json" };

    public static Command Create() => new CliCommand("api", "Makes any request of the API and prints the answer as it is.") { Method, Path, Input, Type }
        .Once().Matching().Runs(async call =>
    {
        var method = call.Get(Method).ToUpperInvariant();
        if (!Methods.Contains(method))
        {
            throw CliException.Usage($"'{call.Get(Method)}' is not one of {string.Join(", ", Methods)}.");
        }

        var path = call.Get(Path).TrimStart('/');
        path = path.StartsWith("api/v2/", StringComparison.Ordinal) ? path["api/v2/".Length..] : path;
        var operation = new ApiOperation("", HttpMethod.Parse(method), path, Creates: method == "POST");
        var body = call.Get(Input) is { } file ? await InputFile.ReadAsync(file, "--input", call.Cancellation) : (ReadOnlyMemory<byte>?)null;
        using var response = await call.Api.OpenAsync(
            new ApiRequest(operation, []) { IsVerbatim = true, Body = body, ContentType = call.Get(Type)! }.As(call), call.Cancellation);
        await OutputFile.CopyAsync(response, OutputFile.Standard, call.Cancellation);
    });
}
