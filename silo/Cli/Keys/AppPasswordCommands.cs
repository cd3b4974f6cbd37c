using System.CommandLine;
using System.Text.Json.Nodes;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;
using static Mail.Silo.Cli.Users.UserArgument;

namespace Mail.Silo.Cli.Keys;

/// <summary><c>mail app-password</c>.</summary>
internal static class AppPasswordCommands
{
    private static readonly Argument<string> Id = new("id") { Description = "Id of the app password, as 'list' shows it.", HelpName = "ID" };
    private static readonly Option<string> Name = new("--name") { Description = "Name for people, such as the device.", HelpName = "TEXT", Required = true };
    private static readonly IReadOnlyList<Column> Row = [Column.Of("ID", "id"), Column.Of("NAME", "name"), Column.Time("CREATED", "createdAt")];

    private static readonly IReadOnlyList<Column> Lines =
        [Column.Of("Id", "id"), Column.Of("Name", "name"), Column.Time("Created", "createdAt"), Column.Of("Password", "password")];

    public static Command Create()
    {
        var revoke = new CliCommand("revoke", "Revokes an app password: it works no more.", ApiOperations.RevokeAppPassword) { User, Id }.Destroys().Runs(async call =>
        {
            await call.RequireAsync($"Revoke app password {call.Get(Id)} of {call.Get(User)}?");
            await call.DoAsync(ApiOperations.RevokeAppPassword.With(call.Get(User), call.Get(Id)), $"Revoked app password {call.Get(Id)}.");
        });
        revoke.Aliases.Add("delete");
        return new Command("app-password", "Further passwords of a user, one for each program.")
        {
            new CliCommand("list", "Lists a user's app passwords, without the passwords.", ApiOperations.ListAppPasswords) { User }
                .Runs(call => call.ListWholeAsync(ApiOperations.ListAppPasswords.With(call.Get(User)), Row, "There are no app passwords.")),
            new CliCommand("create", "Creates an app password. It is shown this once.", ApiOperations.CreateAppPassword) { User, Name }.Once()
                .Runs(call => call.ShowAsync(
                    ApiOperations.CreateAppPassword.With(call.Get(User)).Json(new JsonObject { ["name"] = call.Get(Name) }).As(call),
                    Lines, "Created. Keep the password now: it is not shown again.")),
            revoke,
        };
    }
}
