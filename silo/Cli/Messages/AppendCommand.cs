using System.CommandLine;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Mailboxes;
using Mail.Silo.Cli.Output;
using static Mail.Silo.Cli.Users.UserArgument;

namespace Mail.Silo.Cli.Messages;

/// <summary><c>mail message append</c>: one message into a folder; <c>mail import</c> takes many.</summary>
internal static class AppendCommand
{
    private static readonly Argument<string> File = new("file") { Description = "File with the message; - for standard input.", HelpName = "FILE" };
    private static readonly Option<string[]> Flag = MessageFlags.Option("--flag", "A flag to give it; may be repeated.");
    private static readonly Option<DateTimeOffset?> Date = new("--received") { Description = "When it was received. Default: now.", HelpName = "TIME" };

    public static CliCommand Create() => new CliCommand("append", "Files a message in a folder as it is; nothing is sent.", ApiOperations.AppendMessage, ApiOperations.ListFolders)
    {
        User, File, FolderNames.Folder, Flag, Date,
    }.Once().Runs(async call =>
    {
        var folder = await FolderNames.FindAsync(call, call.Get(User), call.Get(FolderNames.Folder)!);
        var message = await InputFile.ReadAsync(call.Get(File), "append", call.Cancellation);
        await call.ShowAsync(Request(call.Get(User), folder, message, call.Get(Flag) ?? [], call.Get(Date)).As(call), MessageCommands.Place, "Filed.");
    });

    public static ApiRequest Request(string user, string folder, ReadOnlyMemory<byte> message, IEnumerable<string> flags, DateTimeOffset? received) =>
        flags.Aggregate(
            ApiOperations.AppendMessage.With(user, folder).Asking("receivedAt", received?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null)),
            (request, flag) => request.Asking("flag", MessageFlags.Read(flag))) with { Body = message, ContentType = "message/rfc822" };
}
