using System.ComponentModel;

namespace Mail.Gateway.Http.Keys;

[Description("An API key, without its secret.")]
internal sealed record ApiKeyDocument(
    [property: Description("Its public part.")] string Id,
    [property: Description("Name for people.")] string Name,
    [property: Description("When it was created, UTC.")] DateTimeOffset CreatedAt,
    [property: Description("The tenant that it is scoped to; absent: the whole system.")] string? Tenant = null);

[Description("A new API key. This is the only time that it is shown.")]
internal sealed record NewApiKeyDocument(
    [property: Description("Its public part.")] string Id,
    [property: Description("Name for people.")] string Name,
    [property: Description("When it was created, UTC.")] DateTimeOffset CreatedAt,
    [property: Description("The key: shown once. Only a hash of it is kept.")] string Key,
    [property: Description("The tenant that it is scoped to; absent: the whole system.")] string? Tenant = null);

[Description("A key to create.")]
internal sealed record CreateApiKeyBody(
    [property: Description("Name for people, such as the program; 1 to 100 characters.")] string Name);
