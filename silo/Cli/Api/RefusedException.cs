using System.Text;
using System.Text.Json;

namespace Mail.Silo.Cli.Api;

/// <summary>The server refused: an application/problem+json (RFC 9457).</summary>
internal sealed class RefusedException : CliException
{
    private RefusedException(int status, string code, string? problem, string message, string[] advice)
        : base(Cli.ExitCode.Refused, message, advice) => (Status, Code, Problem) = (status, code, problem);

    public int Status { get; }

    /// <summary>The stable code, such as NOT_FOUND.</summary>
    public string Code { get; }

    /// <summary>The problem document as it came.</summary>
    public string? Problem { get; }

    /// <summary>Null if the body is no problem document: then it is no server of ours that answers.</summary>
    public static RefusedException? Of(int status, byte[] body, string? correlation)
    {
        try
        {
            var problem = JsonElement.Parse(body);
            var (code, trace) = (problem.GetProperty("code").GetString()!, problem.GetProperty("traceId").GetString()!);
            var ids = correlation is null || correlation == trace ? $"trace {trace}" : $"trace {trace}, correlation {correlation}";
            return new RefusedException(
                status, code, Encoding.UTF8.GetString(body),
                $"{problem.GetProperty("title").GetString()}: {problem.GetProperty("detail").GetString()}",
                [$"{code} (HTTP {status}), {ids}", .. AdviceOn(code)]);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string[] AdviceOn(string code) => code switch
    {
        "UNAUTHENTICATED" => ["Give an API key with --api-key-file FILE or $MAIL_API_KEY; on the server itself --data DIR names its data folder, where the first key lies."],
        "UNAVAILABLE" => ["'mail doctor' looks for the cause."],
        _ => [],
    };
}
