using System.Text.Json.Nodes;
using Mail.Gateway.Http.Auth;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Mail.Gateway.Http.Operations;

/// <summary>What the OpenAPI document says of one operation beyond its types.</summary>
internal static class OperationDocument
{
    private static readonly Dictionary<string, (string Description, string Example)> Parameters = new()
    {
        ["tenant"] = ("Id of the tenant.", "demo"),
        ["domain"] = ("Name of the domain.", "demo.test"),
        ["user"] = ("Id or address of the user.", "alice@demo.test"),
        ["alias"] = ("Local part of the alias.", "sales"),
        ["id"] = ("Id of the item.", "1"),
        ["key"] = ("Public part of the API key.", "abcdefghijklmnop"),
        ["folder"] = ("Id of the folder.", "1"),
        ["uid"] = ("UID of the message in the folder.", "1"),
        ["attachment"] = ("Id of the file in the message.", "1"),
        ["stream"] = ("Name of the stream.", "notify"),
        ["limit"] = ("Most items of a page: 1 to 200.", "50"),
        ["cursor"] = ("`next` of the page before; absent: the first page.", ""),
        ["flag"] = ("Flags to give it, as IMAP spells system flags, and keywords; may be repeated.", ""),
        ["receivedAt"] = ("When it was received (INTERNALDATE); absent: now.", "2026-01-31T12:00:00Z"),
        ["after"] = ("The highest `modSeq` of the events heard so far; absent: from now on.", "42"),
        ["ended"] = ("Also those that were sent, bounced or deleted.", "true"),
    };

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var info = context.Description.ActionDescriptor.EndpointMetadata.OfType<OperationInfo>().Single();
        DescribeParameters(operation, context.Description.RelativePath!);
        AddHeaders(operation, info);
        var hasPath = operation.Parameters?.Any(p => p.In == ParameterLocation.Path) == true;
        var isPaged = operation.Parameters?.Any(p => p.Name == "cursor") == true;
        operation.Responses ??= [];
        foreach (var errors in info.AllErrors(hasPath, isPaged).GroupBy(e => e.Status))
        {
            operation.Responses[$"{errors.Key}"] = Error(errors.Distinct().ToList(), context.Document!);
        }

        var sorted = operation.Responses.OrderBy(r => r.Key, StringComparer.Ordinal).ToList();
        operation.Responses.Clear();
        foreach (var (status, response) in sorted)
        {
            operation.Responses[status] = response;
            DescribeSuccess(status, (OpenApiResponse)response, info);
        }

        if (info.Id == "watchMailbox")
        {
            operation.Responses.Remove("200");
            operation.Responses["101"] = new OpenApiResponse { Description = "The WebSocket is open." };
        }

        operation.Security = info.Access == Access.Public ? [] : Schemes(info.Access).Select(s => Requirement(s, context.Document!)).ToList();
        return Task.CompletedTask;
    }

    private static IEnumerable<string> Schemes(Access access) =>
        access == Access.Mailbox
            ? [ApiDocumentOptions.Bearer, ApiDocumentOptions.Header, ApiDocumentOptions.Basic]
            : [ApiDocumentOptions.Bearer, ApiDocumentOptions.Header];

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

    private static void DescribeParameters(OpenApiOperation operation, string path)
    {
        operation.Parameters ??= [];
        foreach (var name in path.Split('/').Where(s => s is ['{', .., '}']).Select(s => s[1..^1]))
        {
            if (!operation.Parameters.Any(p => p.Name == name))
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }
        }

        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            if (Parameters.TryGetValue(parameter.Name ?? "", out var known))
            {
                parameter.Description = known.Description;
                var isText = parameter.Schema is { Type: { } type } && type.HasFlag(JsonSchemaType.String);
                parameter.Example = known.Example.Length == 0 ? null : isText ? known.Example : JsonNode.Parse(known.Example);
            }
        }
    }

    private static void AddHeaders(OpenApiOperation operation, OperationInfo info)
    {
        if (info.Creates)
        {
            operation.Parameters!.Add(HeaderOf("Idempotency-Key", "1 to 200 printable ASCII characters, new for each request: a repetition with the same key happens once."));
        }

        if (info.HasETag && info.Changes)
        {
            operation.Parameters!.Add(HeaderOf("If-Match", "The ETag of the state that is changed: refused if it was changed since."));
        }
    }

    private static OpenApiParameter HeaderOf(string name, string description) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static void DescribeSuccess(string status, OpenApiResponse response, OperationInfo info)
    {
        response.Description = status switch
        {
            "200" => "Done.",
            "201" => "Created; Location names it.",
            "202" => "Taken.",
            "204" => "Done; there is nothing to say.",
            _ => response.Description,
        };
        if (info.HasETag && status is "200" or "201")
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["ETag"] = new OpenApiHeader { Description = "Names this state, for If-Match.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            };
        }
    }

    private static OpenApiResponse Error(List<OperationError> errors, OpenApiDocument document)
    {
        var example = new JsonObject
        {
            ["type"] = "urn:mail-orleans:problem:" + errors[0].Code.ToLowerInvariant().Replace('_', '-'),
            ["title"] = errors[0].Code[..1] + errors[0].Code[1..].ToLowerInvariant().Replace('_', ' '),
            ["status"] = errors[0].Status,
            ["code"] = errors[0].Code,
            ["detail"] = errors[0].Why,
            ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        return new OpenApiResponse
        {
            Description = string.Join(' ', errors.Select(e => $"`{e.Code}`: {e.Why}")),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("Problem", document), Example = example },
            },
            Extensions = new Dictionary<string, IOpenApiExtension>
            {
                ["x-error-codes"] = new JsonNodeExtension(new JsonArray(errors.Select(e => (JsonNode)e.Code).Distinct().ToArray())),
            },
        };
    }
}
