using System.Text;
using System.Text.Json.Nodes;

namespace Mail.Silo.Cli.Api;

/// <summary>A request to make.</summary>
/// <param name="Operation">What.</param>
/// <param name="Values">Of the path's parameters, from left to right.</param>
internal sealed record ApiRequest(ApiOperation Operation, IReadOnlyList<string> Values)
{
    /// <summary>The path is no template, and has its query.</summary>
    public bool IsVerbatim { get; init; }

    public IReadOnlyList<(string Name, string? Value)> Query { get; init; } = [];

    public ReadOnlyMemory<byte>? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>Refuse if the resource has another state than this ETag.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Null: one is made where the operation takes one.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>An earlier run of the same request, cut off, may hold its key for a while: then it is repeated until the server lets it go.</summary>
    public bool OutwaitsItself { get; init; }

    public ApiRequest Json(JsonNode body) => this with { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };

    public ApiRequest Asking(string name, string? value) => this with { Query = [.. Query, (name, value)] };

    /// <summary>Path and query below the server's root.</summary>
    public string Target()
    {
        if (IsVerbatim)
        {
            return "api/v2/" + Operation.Path;
        }

        var path = new StringBuilder("api/v2");
        var next = 0;
        foreach (var segment in Operation.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path.Append('/').Append(segment[0] == '{' ? Uri.EscapeDataString(Values[next++]) : segment);
        }

        var mark = '?';
        foreach (var (name, value) in Query.Where(q => q.Value is not null))
        {
            path.Append(mark).Append(name).Append('=').Append(Uri.EscapeDataString(value!));
            mark = '&';
        }

        return path.ToString();
    }
}
