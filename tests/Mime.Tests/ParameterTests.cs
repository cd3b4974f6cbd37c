namespace Mail.Mime.Tests;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("text/plain; charset=utf-8", "text/plain", "charset=utf-8")]
    [InlineData("TEXT/Html ; CharSet = \"UTF-8\" ;", "text/html", "charset=UTF-8")]
    [InlineData("text/plain charset=utf-8", "text/plain", "charset=utf-8")]
    [InlineData("text/plain; charset=utf-8 format=flowed", "text/plain", "charset=utf-8,format=flowed")]
    [InlineData("text/plain (comment) ; (c) a=b", "text/plain", "a=b")]
    [InlineData("text/plain;; a=b; stray; =c; d=", "text/plain", "a=b,d=")]
    [InlineData("application/pdf; name=my file.pdf", "application/pdf", "name=my file.pdf")]
    [InlineData("application/pdf; name=\"never closed; a=b", "application/pdf", "name=never closed; a=b")]
    [InlineData("application/pdf; name=\"C:\\temp\\x \\\"y\\\".pdf\"", "application/pdf", "name=C:\\temp\\x \"y\".pdf")]
    [InlineData("multipart/mixed; boundary=----=_Part_1=x", "multipart/mixed", "boundary=----=_Part_1=x")]
    [InlineData("a/b; name=\"=?utf-8?Q?=E2=82=AC.pdf?=\"", "a/b", "name=\u20ac.pdf")]
    [InlineData("a/b; name*=utf-8''%e2%82%ac%20rates; name=old", "a/b", "name=\u20ac rates")]
    [InlineData("a/b; title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"", "a/b", "title=This is even more ***fun*** isn't it!")]
    [InlineData("a/b; n*1=b; n*0=a; n*3=lost", "a/b", "n=ab")]
    [InlineData("a/b; n*0*=utf-8''%E2; n*1*=%82%AC", "a/b", "n=\u20ac")]
    [InlineData("a/b; n*=%zz", "a/b", "n=%zz")]
    public void Reads_content_types(string raw, string type, string parameters)
    {
        ContentType? read = ContentType.Parse(Raw.Octets(raw));
        Assert.Equal(type, read?.MediaType);
        Assert.Equal(parameters, string.Join(",", read!.Parameters.Select(p => $"{p.Name}={p.Value}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("/plain")]
    [InlineData("text/")]
    [InlineData(";charset=x")]
    public void Malformed_types_are_none(string raw) => Assert.Null(ContentType.Parse(Raw.Octets(raw)));

    [Theory]
    [InlineData("attachment; filename=a.txt", "attachment", "a.txt")]
    [InlineData("INLINE", "inline", null)]
    [InlineData("attachment; filename*0=\"long \"; filename*1=name.txt", "attachment", "long name.txt")]
    [InlineData("filename=a.txt", "attachment", "a.txt")]
    public void Reads_dispositions(string raw, string type, string? name)
    {
        MimeEntity root = MimeParser.Parse(Raw.Octets($"Content-Disposition: {raw}\r\n\r\n"));
        Assert.Equal(type, root.Disposition?.Type);
        Assert.Equal(name, root.FileName);
    }
}
