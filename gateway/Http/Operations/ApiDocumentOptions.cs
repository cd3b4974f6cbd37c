using System.ComponentModel;
using System.Reflection;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Mail.Gateway.Http.Operations;

/// <summary>What the OpenAPI document says as a whole.</summary>
internal static class ApiDocumentOptions
{
    public const string Bearer = "apiKey";
    public const string Header = "apiKeyHeader";
    public const string Basic = "user";

    private const string About = """
        Administration of a Mail.Orleans server and the mail in it.

        **Credentials.** An API key, as `Authorization: Bearer KEY` or `X-Api-Key: KEY`: of the system, or of one tenant. A user's own
        address and password by HTTP Basic open the user's own mailbox. What belongs to another tenant looks as if it were not there.

        **Users** are named by their id or by their address.

        **Refusals** are `application/problem+json` (RFC 9457) with a stable `code`. Beside those that each operation lists, any may answer
        503 `UNAVAILABLE` (a part of the server does not answer: repeat the request), 500 `INTERNAL`, or 429 `RESOURCE_EXHAUSTED`: this client makes
        too many requests or connections, or its credentials failed too often; `Retry-After` says in how many seconds to come again. A wrong
        credential is answered slower and slower.

        **Repeating.** A POST that creates something takes an `Idempotency-Key`. For 24 hours, over restarts, the same key with the same
        request gets the first one's response (with `Idempotent-Replayed: true`) and nothing happens twice.

        **Lists** come in pages: give `next` as `cursor` for what follows. A cursor is opaque.

        **Correlation.** `X-Correlation-Id` of the request comes back, is logged and kept in the audit log; `X-Trace-Id` names the request.
        """;

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v2", StringComparison.Ordinal) == true;
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } id
            ? id.Replace("Document", "", StringComparison.Ordinal) : null;
        options.AddSchemaTransformer(DescribeSchemaAsync);
        options.AddOperationTransformer(OperationDocument.DescribeAsync);
        options.AddDocumentTransformer(DescribeAsync);
    }

    private static Task DescribeSchemaAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var member = context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), false);
        var description = member is [DescriptionAttribute ofMember, ..] ? ofMember : context.JsonTypeInfo.Type.GetCustomAttribute<DescriptionAttribute>();
        schema.Description ??= description?.Description;
        if (context.JsonPropertyInfo is null && schema.Type?.HasFlag(JsonSchemaType.Object) == true && schema.Properties is { Count: > 0 })
        {
            // As the server reads bodies: what is not documented is refused.
            schema.AdditionalPropertiesAllowed = false;
        }

        return Task.CompletedTask;
    }

    private static async Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Mail.Orleans",
            Version = "2.0",
            Description = About,
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This server." }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "mok_ID_SECRET", Description = "An API key of the system or of a tenant.",
            },
            [Header] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key", Description = "The same key in a header of its own.",
            },
            [Basic] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "basic", Description = "A user's address and password, for the user's own mailbox.",
            },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas["Problem"] = await context.GetOrCreateSchemaAsync(typeof(ProblemDocument), null, cancellation);
        document.Components.Schemas["MailboxEvent"] = await context.GetOrCreateSchemaAsync(typeof(Events.MailboxEvent), null, cancellation);
        document.Components.Responses = new Dictionary<string, IOpenApiResponse> { ["TooManyRequests"] = TooManyRequests(document) };
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(t => new OpenApiTag { Name = t.Name, Description = t.Description }));
    }

    /// <summary>What a client's own limits answer, whatever the operation (RFC 6585 section 4).</summary>
    private static OpenApiResponse TooManyRequests(OpenApiDocument document) => new()
    {
        Description = "`RESOURCE_EXHAUSTED`: this client makes too many requests or connections, or its credentials failed too often.",
        Headers = new Dictionary<string, IOpenApiHeader>
        {
            ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
        },
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemWriter.ContentType] = new() { Schema = new OpenApiSchemaReference("Problem", document) },
        },
    };

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Server", "What runs, and how it is."),
        ("Tenants", "Organisations with domains and users of their own."),
        ("Domains", "Mail domains that are served."),
        ("Users", "People and services with mailboxes."),
        ("Aliases", "Addresses that stand for others."),
        ("App passwords", "Further passwords of a user, one for each program."),
        ("API keys", "Credentials of this API."),
        ("Folders", "A mailbox and its folders."),
        ("Messages", "Reading, changing and sending mail."),
        ("Events", "Live changes by WebSocket."),
        ("Queues", "What waits, and what failed."),
        ("Audit", "Who changed what."),
    ];
}
