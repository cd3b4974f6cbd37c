using System.ComponentModel;

namespace Mail.Gateway.Http.Users;

[Description("A further password of a user, for one program or device.")]
internal sealed record AppPasswordDocument(
    [property: Description("Names it for revoking.")] string Id,
    [property: Description("Name for people.")] string Name,
    [property: Description("When it was created, UTC.")] DateTimeOffset CreatedAt);

[Description("A new app password. This is the only time that it is shown.")]
internal sealed record NewAppPasswordDocument(
    [property: Description("Names it for revoking.")] string Id,
    [property: Description("Name for people.")] string Name,
    [property: Description("When it was created, UTC.")] DateTimeOffset CreatedAt,
    [property: Description("The password: shown once. It works for IMAP and submission beside the user's own.")] string Password);

[Description("A password for one program or device.")]
internal sealed record CreateAppPasswordBody(
    [property: Description("Name for people, such as the device; 1 to 200 characters.")] string Name);
