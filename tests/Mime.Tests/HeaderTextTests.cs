namespace Mail.Mime.Tests;

public sealed class HeaderTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=?ISO-8859-1?Q?a?=", "a")]
    [InlineData("=?ISO-8859-1?Q?a?= b", "a b")]
    [InlineData("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab")]
    [InlineData("=?ISO-8859-1?Q?a?=\r\n    =?ISO-8859-1?Q?b?=", "ab")]
    [InlineData("=?ISO-8859-1?Q?a_b?=", "a b")]
    [InlineData("=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=", "a b")]
    [InlineData("=?US-ASCII*EN?Q?Keith_Moore?=", "Keith Moore")]
    [InlineData("=?utf-8?B?4oKs?=", "\u20ac")]
    [InlineData("=?utf-8?B?4oI=?= =?utf-8?B?rA==?=", "\u20ac")]
    [InlineData("=?utf-8?Q?=E2=82?=\r\n =?utf-8?Q?=AC?=", "\u20ac")]
    [InlineData("=?utf-8?q?what??=", "what?")]
    [InlineData("Re:=?utf-8?q?x?=y", "Re:xy")]
    [InlineData("=?utf-8?q?two words?= end", "two words end")]
    [InlineData("=?utf-8?B?4oKs", "=?utf-8?B?4oKs")]
    [InlineData("=?utf-8?X?abc?=", "=?utf-8?X?abc?=")]
    [InlineData("=?=?utf-8?q?x?=", "=?x")]
    [InlineData("=?no-such-charset?q?=E2=82=AC?=", "\u20ac")]
    [InlineData("=?gb2312?B?xOO6ww==?=", "\u4f60\u597d")]
    [InlineData("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "\u65e5\u672c")]
    [InlineData("=?windows-1251?Q?=CF=F0=E8?=", "\u041f\u0440\u0438")]
    [InlineData("gr\u00fcn", "gr\u00fcn")]
    [InlineData("gr\u00c3\u00bcn", "gr\u00fcn")]
    [InlineData("folded\r\n\tline", "folded\tline")]
    public void Decodes(string raw, string expected) => Assert.Equal(expected, HeaderText.Decode(Raw.Octets(raw)));

    [Theory]
    [InlineData("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T09:55:06-06:00")]
    [InlineData("21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06+00:00")]
    [InlineData("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T09:55:06-06:00")]
    [InlineData("Thu,\r\n 13\r\n Feb\r\n 1969\r\n 23:32\r\n -0330 (Newfoundland Time)", "1969-02-13T23:32:00-03:30")]
    [InlineData("Mon, 7 Feb 1994 21:52:25 PST", "1994-02-07T21:52:25-08:00")]
    [InlineData("Thu Feb 13 23:32:54 1997", "1997-02-13T23:32:54+00:00")]
    [InlineData("Thu Feb 13 23:32:54 EST 1997", "1997-02-13T23:32:54-05:00")]
    [InlineData("2026-03-05T09:07:01Z", "2026-03-05T09:07:01+00:00")]
    [InlineData("2026-03-05 09:07:01.123 +05:30", "2026-03-05T09:07:01+05:30")]
    [InlineData("05-Mar-2026 09:07:01 +0100", "2026-03-05T09:07:01+01:00")]
    [InlineData("5 March 2026 9:07 PM", "2026-03-05T21:07:00+00:00")]
    [InlineData("Thu, 5 Mar 2026 09:07:01 GMT+0200", "2026-03-05T09:07:01+02:00")]
    [InlineData("Thu, 5 Mar 2026 09:07:01 +9900", "2026-03-05T09:07:01+00:00")]
    [InlineData("Thu, 5 Mar 2026 23:59:60 +0000", "2026-03-05T23:59:59+00:00")]
    [InlineData("1 Jan 100 00:00 Z", "2000-01-01T00:00:00+00:00")]
    [InlineData("31/12/2025 10:00", "2025-12-31T10:00:00+00:00")]
    [InlineData("5 Mar 2026", "2026-03-05T00:00:00+00:00")]
    [InlineData("3/5/2026 10:00", null)]
    [InlineData("31 Feb 2026 10:00:00 +0000", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    public void Reads_dates(string raw, string? expected)
    {
        bool read = MailDate.TryParse(Raw.Octets(raw), out DateTimeOffset date);
        Assert.Equal(expected, read ? date.ToString("yyyy-MM-ddTHH:mm:sszzz") : null);
    }

    [Fact]
    public void Identifiers_stand_between_brackets()
    {
        var ids = new List<string>();
        foreach (ReadOnlySpan<byte> id in new MessageIdEnumerator(Raw.Octets("<a@x> junk <b@y>\r\n <\tc@z > <open <d@w> <>")))
        {
            ids.Add(Raw.Text(id));
        }

        Assert.Equal(["a@x", "b@y", "c@z", "d@w"], ids);
    }
}
