using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Messages;

/// <summary><c>mail message send</c>.</summary>
internal static class SendCommand
{
    private static readonly Option<string> From = new("--from") { Description = "The author: an address of the user.", HelpName = "ADDRESS", Required = true };
    private static readonly Option<string?> As = new("--user") { Description = "The user who sends. Default: whose address --from is.", HelpName = "USER" };
    private static readonly Option<string[]> To = Many("--to", "A recipient, as ADDRESS or 'Name <ADDRESS>'. May be repeated, as all of these.", "ADDRESS");
    private static readonly Option<string[]> Cc = Many("--cc", "A recipient of a copy.", "ADDRESS");
    private static readonly Option<string[]> Bcc = Many("--bcc", "A recipient of a copy that the others do not see.", "ADDRESS");
    private static readonly Option<string?> Subject = new("--subject", "-s") { Description = "The subject.", HelpName = "TEXT" };
    private static readonly Option<string?> Body = new("--body") { Description = "Plain text.", HelpName = "TEXT" };
    private static readonly Option<string?> BodyFile = new("--body-file") { Description = "File with the plain text; - for standard input.", HelpName = "FILE" };
    private static readonly Option<string?> HtmlFile = new("--html-file") { Description = "File with the HTML text.", HelpName = "FILE" };
    private static readonly Option<string[]> Attach = Many("--attach", "File to send along.", "FILE");
    private static readonly Option<string?> Raw = new("--raw") { Description = "File with a whole message instead of all these; - for standard input.", HelpName = "FILE" };
    private static readonly Option<bool> NoCopy = new("--no-copy") { Description = "File no copy in the Sent folder." };

    private static readonly IReadOnlyList<Column> Lines =
        [Column.Of("Id", "id"), Column.Of("Message-ID", "messageId"), Column.Of("Recipients", "recipients")];

    public static CliCommand Create() => new CliCommand("send", "Sends a message. Its end means that the message is on stable storage.", ApiOperations.SendMessage)
    {
        From, As, To, Cc, Bcc, Subject, Body, BodyFile, HtmlFile, Attach, NoCopy, Raw,
    }.Once().Runs(async call =>
    {
        var request = ApiOperations.SendMessage.With(call.Get(As) ?? AddressIn(call.Get(From)!));
        request = call.Get(Raw) is { } file
            ? request with { Body = await InputFile.ReadAsync(file, "--raw", call.Cancellation), ContentType = "message/rfc822" }
            : request.Json(await ComposeAsync(call));
        await call.ShowAsync(request.As(call), Lines, "Taken for delivery.");
    });

    private static async Task<JsonObject> ComposeAsync(CliCall call)
    {
        var body = new JsonObject { ["from"] = call.Get(From) };
        foreach (var (option, member) in ((Option<string[]>, string)[])[(To, "to"), (Cc, "cc"), (Bcc, "bcc")])
        {
            if (call.Get(option) is { Length: > 0 } addresses)
            {
                body[member] = new JsonArray([.. addresses.Select(a => (JsonNode)a)]);
            }
        }

        body["subject"] = call.Get(Subject) ?? "";
        var text = call.Get(BodyFile) is { } file ? await TextAsync(file, "--body-file", call.Cancellation) : call.Get(Body);
        if (text is not null || call.Get(HtmlFile) is null)
        {
            body["text"] = text ?? "";
        }

        if (call.Get(HtmlFile) is { } html)
        {
            body["html"] = await TextAsync(html, "--html-file", call.Cancellation);
        }

        if (call.Get(Attach) is { Length: > 0 } files)
        {
            body["attachments"] = await AttachmentsAsync(files, call.Cancellation);
        }

        if (call.Get(NoCopy))
        {
            body["saveToSent"] = false;
        }

        return body;
    }

    private static async Task<JsonArray> AttachmentsAsync(string[] files, CancellationToken cancellation)
    {
        var all = new JsonArray();
        foreach (var file in files)
        {
            all.Add((JsonNode)new JsonObject
            {
                ["name"] = Path.GetFileName(file), ["mediaType"] = MediaTypes.Of(file),
                ["content"] = Convert.ToBase64String(await InputFile.ReadAsync(file, "--attach", cancellation)),
            });
        }

        return all;
    }

    private static async Task<string> TextAsync(string file, string option, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await InputFile.ReadAsync(file, option, cancellation));

    /// <summary>The address in <c>Name &lt;address&gt;</c>.</summary>
    private static string AddressIn(string text) => text.IndexOf('<', StringComparison.Ordinal) is >= 0 and var at && text.EndsWith('>') ? text[(at + 1)..^1] : text;

    private static Option<string[]> Many(string name, string description, string help) => new(name) { Description = description, HelpName = help };
}
