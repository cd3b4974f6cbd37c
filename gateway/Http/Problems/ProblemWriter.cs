using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Problems;

/// <summary>Writes refusals as application/problem+json (RFC 9457).</summary>
internal static class ProblemWriter
{
    public const string ContentType = "application/problem+json";

    /// <summary>The trace id of the current request, or a new one.</summary>
    public static string NewTrace() => Activity.Current?.TraceId.ToHexString() is { } id && id != default(ActivityTraceId).ToHexString()
        ? id
        : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static byte[] Serialize(ApiException problem, string trace) => JsonSerializer.SerializeToUtf8Bytes(
        new ProblemDocument(
            "urn:mail-orleans:problem:" + problem.Code.ToLowerInvariant().Replace('_', '-'), Title(problem.Code), problem.Status, problem.Code, problem.Message, trace),
        JsonSerializerOptions.Web);

    public static async Task WriteAsync(HttpContext http, ApiException problem, string trace)
    {
        var allow = http.Response.Headers.Allow;
        http.Response.StatusCode = problem.Status;
        http.Response.Headers.Remove("ETag");
        http.Response.Headers.Allow = allow;
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = new[] { "Bearer", "Basic realm=\"mail\", charset=\"UTF-8\"" };
        }

        if (problem.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(problem.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var text = Serialize(problem, trace);

        // With its length, so that a caller whose body is not read to its end has the whole answer at once.
        (http.Response.ContentType, http.Response.ContentLength) = (ContentType, text.Length);
        await http.Response.Body.WriteAsync(text, http.RequestAborted);
    }

    private static string Title(string code) => char.ToUpperInvariant(code[0]) + code[1..].ToLowerInvariant().Replace('_', ' ');
}
