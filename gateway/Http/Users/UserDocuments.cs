using System.ComponentModel;

namespace Mail.Gateway.Http.Users;

[Description("What a mailbox may hold; 0 is no limit.")]
internal sealed record QuotaDocument(
    [property: Description("Octets of all messages together; 0: no limit.")] long Bytes = 0,
    [property: Description("Number of messages; 0: no limit.")] long Messages = 0);

[Description("A person or service with a mailbox.")]
internal sealed record UserDocument(
    [property: Description("Stays the same for ever.")] string Id,
    [property: Description("The mail address; also the name to log in with.")] string Address,
    [property: Description("The tenant.")] string Tenant,
    [property: Description("Name for people.")] string DisplayName,
    [property: Description("Whether the user may log in.")] bool Enabled,
    [property: Description("What the mailbox may hold.")] QuotaDocument Quota,
    [property: Description("Whether the server keeps a copy in Sent of what the user's mail programs submit by SMTP; most programs do so themselves.")] bool CopyToSent,
    [property: Description("When it was created, UTC.")] DateTimeOffset CreatedAt);

[Description("A new user.")]
internal sealed record CreateUserBody(
    [property: Description("What stands before the '@', unquoted, at most 64 octets.")] string LocalPart,
    [property: Description("The password, 8 to 256 characters. Kept as a SCRAM-SHA-256 verifier.")] string Password,
    [property: Description("Name for people, at most 200 characters.")] string? DisplayName = null,
    [property: Description("What the mailbox may hold; absent: no limit.")] QuotaDocument? Quota = null);

[Description("New values of a user; what is absent or null stays as it is.")]
internal sealed record UpdateUserBody(
    [property: Description("Name for people, at most 200 characters.")] string? DisplayName = null,
    [property: Description("Whether the user may log in.")] bool? Enabled = null,
    [property: Description("The new password, 8 to 256 characters. App passwords stay valid.")] string? Password = null,
    [property: Description("What the mailbox may hold.")] QuotaDocument? Quota = null,
    [property: Description("Whether the server keeps a copy in Sent of what the user's mail programs submit by SMTP.")] bool? CopyToSent = null);
