using System.Text;
using Mail.Protocols.Imap;

namespace Mail.Protocols.Tests.Imap;

public class ImapDateTests
{
    [Theory]
    [InlineData("17-Jul-1996 02:44:25 -0700")]
    [InlineData(" 7-Feb-2024 23:59:59 +0530")]
    [InlineData("29-Feb-2024 00:00:00 +0000")]
    public void Date_times_are_read_and_written(string text)
    {
        Assert.True(ImapDate.TryParseDateTime(Encoding.ASCII.GetBytes(text), out var value));
        var target = new byte[ImapDate.DateTimeLength];
        ImapDate.Format(value, target);
        Assert.Equal('"' + text + '"', Encoding.ASCII.GetString(target));
    }

    [Theory]
    [InlineData("30-Feb-2024 00:00:00 +0000")]
    [InlineData("17-Jux-1996 02:44:25 -0700")]
    [InlineData("17-Jul-1996 24:44:25 -0700")]
    [InlineData("17-Jul-1996 02:44:25 0700")]
    [InlineData("17-Jul-1996")]
    [InlineData("17-Jul-1996 02:44:25 +9900")]
    [InlineData("17-Jul-1899 02:44:25 +0000")]
    [InlineData("17-Jul-9991 02:44:25 +0000")]
    public void Impossible_date_times_are_refused(string text) =>
        Assert.False(ImapDate.TryParseDateTime(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void A_date_may_have_a_day_of_one_digit()
    {
        Assert.True(ImapDate.TryParseDate("1-feb-1994"u8, out var date));
        Assert.Equal(new DateOnly(1994, 2, 1), date);
    }
}
