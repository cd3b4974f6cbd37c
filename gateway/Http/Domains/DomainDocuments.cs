using System.ComponentModel;

namespace Mail.Gateway.Http.Domains;

[Description("A mail domain that is served here.")]
internal sealed record DomainDocument(
    [property: Description("Name in its ASCII form (A-labels).")] string Name,
    [property: Description("The tenant that owns it.")] string Tenant,
    [property: Description("Receives what no other address takes; absent: unknown users are refused.")] string? CatchAll = null,
    [property: Description("The character that splits `user+tag`; absent: no tags.")] string? TagDelimiter = null);

[Description("Settings of a domain.")]
internal sealed record PutDomainBody(
    [property: Description("An address that receives what no other address takes; absent or null: refuse unknown users.")] string? CatchAll = null,
    [property: Description("A punctuation character that splits `user+tag`, such as `+`; absent or null: no tags.")] string? TagDelimiter = null);
