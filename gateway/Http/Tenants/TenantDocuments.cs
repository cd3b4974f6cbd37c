using System.ComponentModel;

namespace Mail.Gateway.Http.Tenants;

[Description("A tenant: an organisation with domains and users of its own.")]
internal sealed record TenantDocument(
    [property: Description("Short name: 1 to 63 of a-z, 0-9 and '-', not starting with '-'.")] string Id,
    [property: Description("Name for people, at most 200 characters.")] string DisplayName,
    [property: Description("How many domains it has.")] int Domains);

[Description("A new tenant.")]
internal sealed record CreateTenantBody(
    [property: Description("Short name: 1 to 63 of a-z, 0-9 and '-', not starting with '-'. It cannot be changed.")] string Id,
    [property: Description("Name for people, at most 200 characters; the id if absent.")] string? DisplayName = null);

[Description("New values of a tenant.")]
internal sealed record UpdateTenantBody(
    [property: Description("Name for people, at most 200 characters.")] string DisplayName);
