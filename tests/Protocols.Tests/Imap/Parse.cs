using System.Text;
using Mail.Protocols.Imap;

namespace Mail.Protocols.Tests.Imap;

internal static class Parse
{
    public static ImapParseResult Line(string line, bool utf8 = false) =>
        ImapCommandParser.Parse(Encoding.UTF8.GetBytes(line + "\r\n"), utf8);

    public static T Command<T>(string line, bool utf8 = false)
        where T : ImapCommand
    {
        var result = Line(line, utf8);
        Assert.Null(result.Error);
        return Assert.IsType<T>(result.Command);
    }

    public static ImapReply Error(string line)
    {
        var result = Line(line);
        Assert.Null(result.Command);
        return result.Error!;
    }
}
