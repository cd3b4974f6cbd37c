using Mail.Protocols.Smtp;

namespace Mail.Protocols.Tests.Smtp;

public sealed class SmtpReplyTests
{
    [Fact]
    public void One_line_carries_code_and_status() =>
        Assert.Equal("550 5.1.1 No such user\r\n", new SmtpReply(550, 1, 1, "No such user").ToString());

    [Fact]
    public void Many_lines_are_joined_by_hyphens() =>
        Assert.Equal("250-mx.example\r\n250-SIZE 10\r\n250 DSN\r\n", new SmtpReply(250, null, "mx.example", "SIZE 10", "DSN").ToString());

    [Fact]
    public void Text_of_a_peer_cannot_end_the_line() =>
        Assert.Equal("500 5.5.2 a??250 ok?\r\n", new SmtpReply(500, 5, 2, "a\r\n250 ok\u00e9").ToString());

    [Fact]
    public void Every_fixed_refusal_is_documented_and_nothing_else()
    {
        var replies = typeof(SmtpReplies).GetFields().Select(f => (SmtpReply)f.GetValue(null)!).Where(r => r.Code >= 400)
            .Select(r => $"| `{r.Code} {r.Status}` | `{r.Lines[0]}` |").Order(StringComparer.Ordinal);
        var rows = File.ReadLines(Path.Combine(Root(), "docs", "smtp-replies.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal))
            .Select(l => string.Join('|', l.Split('|')[..3]) + "|").Order(StringComparer.Ordinal);
        Assert.Equal(replies, rows);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Mail.Orleans.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the source tree.");
        }

        return folder;
    }
}
