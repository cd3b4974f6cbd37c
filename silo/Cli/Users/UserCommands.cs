using System.CommandLine;
using System.Text.Json.Nodes;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Domains;
using Mail.Silo.Cli.Output;
using static Mail.Silo.Cli.Users.UserArgument;

namespace Mail.Silo.Cli.Users;

/// <summary><c>mail user</c>.</summary>
internal static class UserCommands
{
    private static readonly Argument<string> Address = new("address") { Description = "The new user's address.", HelpName = "ADDRESS" };
    private static readonly Option<string?> Name = new("--name") { Description = "Name for people.", HelpName = "TEXT" };

    private static readonly Option<bool?> CopyToSent = new("--copy-to-sent")
    {
        Description = "Whether the server keeps a copy in Sent of what the user's mail programs submit; most programs do so themselves.", HelpName = "true|false",
    };

    private static readonly IReadOnlyList<Column> Row =
    [
        Column.Of("ADDRESS", "address"), Column.Of("NAME", "displayName"), Column.Of("ENABLED", "enabled"),
        Column.Quota("QUOTA", "quota.bytes", bytes: true), Column.Time("CREATED", "createdAt"), Column.Of("ID", "id"),
    ];

    private static readonly IReadOnlyList<Column> Lines =
    [
        Column.Of("Address", "address"), Column.Of("Name", "displayName"), Column.Of("Tenant", "tenant"), Column.Of("Enabled", "enabled"),
        Column.Quota("Quota", "quota.bytes", bytes: true), Column.Quota("Quota, messages", "quota.messages", bytes: false),
        Column.Of("Copy to Sent", "copyToSent"), Column.Time("Created", "createdAt"), Column.Of("Id", "id"),
    ];

    public static Command Create() => new("user", "People and services with mailboxes.")
    {
        List(), Show(), New(), Update(),
        Switch("enable", "Lets a user log in again.", true), Switch("disable", "Keeps a user from logging in; mail still arrives.", false),
        Password(), Delete(),
    };

    private static CliCommand List()
    {
        var domain = DomainOption.Optional("Only users of this domain. Default: of all domains that the API key may see.");
        return new CliCommand("list", "Lists users.", ApiOperations.ListUsers) { domain }.Paged().Runs(call =>
        {
            var items = new ItemStream(call);
            var source = call.Get(domain) is { } one ? items.ReadAsync(ApiOperations.ListUsers.With(one)) : DomainWalk.OfEachAsync(call, items, ApiOperations.ListUsers);
            return call.Print.ListAsync(items, source, Row, "There are no users.");
        });
    }

    private static CliCommand Show() => new CliCommand("show", "Shows a user.", ApiOperations.GetUser) { User }
        .Runs(call => call.ShowAsync(ApiOperations.GetUser.With(call.Get(User)), Lines));

    private static CliCommand New() => new CliCommand("create", "Creates a user with a mailbox. Asks for the password.", ApiOperations.CreateUser)
    {
        Address, Name, QuotaOptions.Bytes, QuotaOptions.Messages, Secrets.PasswordStdin,
    }.Once().Runs(async call =>
    {
        var (local, domain) = Split(call.Get(Address));
        var body = new JsonObject { ["localPart"] = local, ["password"] = await call.ReadNewPasswordAsync(call.Get(Address)) };
        Put(body, "displayName", call.Get(Name));
        Put(body, "quota", QuotaOptions.Read(call, default));
        await call.ShowAsync(ApiOperations.CreateUser.With(domain).Json(body).As(call), Lines, "Created.");
    });

    private static CliCommand Update() => new CliCommand("update", "Changes a user's name, quota or copies of sent mail.", ApiOperations.GetUser, ApiOperations.UpdateUser)
    {
        User, Name, QuotaOptions.Bytes, QuotaOptions.Messages, CopyToSent,
    }.Matching().Runs(async call =>
    {
        var body = new JsonObject();
        Put(body, "displayName", call.Get(Name));
        if (QuotaOptions.Read(call, default) is not null)
        {
            var present = (await call.SendAsync(ApiOperations.GetUser.With(call.Get(User)))).Json;
            Put(body, "quota", QuotaOptions.Read(call, (Cell.At(present, "quota.bytes").GetInt64(), Cell.At(present, "quota.messages").GetInt64())));
        }

        if (call.Get(CopyToSent) is { } copies)
        {
            body["copyToSent"] = copies;
        }

        if (body.Count == 0)
        {
            throw CliException.Usage("There is nothing to change.", "Give --name, --quota, --quota-messages or --copy-to-sent; 'mail user password' sets the password.");
        }

        await call.ShowAsync(ApiOperations.UpdateUser.With(call.Get(User)).Json(body).As(call), Lines, "Changed.");
    });

    private static CliCommand Switch(string name, string description, bool enabled) =>
        new CliCommand(name, description, ApiOperations.UpdateUser) { User }.Matching().Runs(call => call.ShowAsync(
            ApiOperations.UpdateUser.With(call.Get(User)).Json(new JsonObject { ["enabled"] = enabled }).As(call), Lines, "Changed."));

    private static CliCommand Password() => new CliCommand(
        "password", "Sets a user's password. Asks for it; app passwords stay valid.", ApiOperations.UpdateUser) { User, Secrets.PasswordStdin }.Matching().Runs(async call =>
    {
        var body = new JsonObject { ["password"] = await call.ReadNewPasswordAsync(call.Get(User)) };
        await call.ShowAsync(ApiOperations.UpdateUser.With(call.Get(User)).Json(body).As(call), Lines, "Changed.");
    });

    private static CliCommand Delete() => new CliCommand("delete", "Deletes a user with mailbox and mail.", ApiOperations.DeleteUser) { User }.Destroys().Runs(async call =>
    {
        await call.RequireAsync($"Delete user {call.Get(User)} with all mail?");
        await call.DoAsync(ApiOperations.DeleteUser.With(call.Get(User)), $"Deleted user {call.Get(User)}.");
    });

    private static void Put(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }
}
