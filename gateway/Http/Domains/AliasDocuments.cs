using System.ComponentModel;

namespace Mail.Gateway.Http.Domains;

[Description("An address that stands for others.")]
internal sealed record AliasDocument(
    [property: Description("The whole address.")] string Address,
    [property: Description("Its local part, unquoted.")] string LocalPart,
    [property: Description("Who receives its mail: 1 to 1,000 addresses, in any domain.")] IReadOnlyList<string> Targets);

[Description("What an alias stands for.")]
internal sealed record PutAliasBody(
    [property: Description("1 to 1,000 addresses, in any domain.")] IReadOnlyList<string> Targets);
