using System.CommandLine;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;
using static Mail.Silo.Cli.Users.UserArgument;

namespace Mail.Silo.Cli.Mailboxes;

/// <summary><c>mail mailbox</c>.</summary>
internal static class MailboxCommands
{
    private static readonly IReadOnlyList<Column> Lines =
    [
        Column.Bytes("Used", "usedBytes"), Column.Of("Messages", "usedMessages"), Column.Quota("Quota", "quota.bytes", bytes: true),
        Column.Quota("Quota, messages", "quota.messages", bytes: false),
    ];

    public static Command Create() => new("mailbox", "What users' mailboxes hold.")
    {
        new CliCommand("show", "Shows what a mailbox holds and may hold.", ApiOperations.GetMailbox) { User }
            .Runs(call => call.ShowAsync(ApiOperations.GetMailbox.With(call.Get(User)), Lines)),
    };
}
