using System.Buffers;
using System.Net;
using System.Text;
using Mail.Protocols.Smtp;

namespace Mail.Protocols.Tests.Smtp;

public sealed class TraceFieldsTests
{
    [Fact]
    public void Received_tells_the_hop()
    {
        var output = new ArrayBufferWriter<byte>();
        new ReceivedField
        {
            ClientName = "out.example",
            ClientAddress = IPAddress.Parse("::ffff:192.0.2.5"),
            ServerName = "mx.example",
            With = ReceivedField.TransmissionType(lmtp: false, extended: true, utf8: false, tls: true, authenticated: false),
            TlsComment = "TLSv1.3 TLS_AES_128_GCM_SHA256",
            Id = "abc",
            For = new SmtpPath("a b", "c.example"),
            Time = new DateTimeOffset(2026, 3, 1, 14, 5, 6, TimeSpan.FromHours(2)),
        }.WriteTo(output);
        Assert.Equal(
            "Received: from out.example ([192.0.2.5])\r\n\t(TLSv1.3 TLS_AES_128_GCM_SHA256)\r\n\tby mx.example with ESMTPS id abc\r\n"
            + "\tfor <\"a b\"@c.example>;\r\n\tSun, 01 Mar 2026 12:05:06 +0000\r\n",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData(false, false, false, false, "SMTP")]
    [InlineData(false, true, false, false, "ESMTP")]
    [InlineData(false, true, true, true, "UTF8SMTPS")]
    [InlineData(true, true, false, true, "LMTPS")]
    [InlineData(true, true, true, false, "UTF8LMTP")]
    public void With_names_the_protocol(bool lmtp, bool extended, bool utf8, bool tls, string with) =>
        Assert.Equal(with, ReceivedField.TransmissionType(lmtp, extended, utf8, tls, authenticated: false));

    [Fact]
    public void Received_fields_of_the_header_are_counted_and_those_of_the_body_are_not()
    {
        const string message = "Received: a\r\n\tReceived: folded\r\nSubject: x\r\nRECEIVED: b\r\n\r\nReceived: body\r\n";
        Assert.Equal(2, TraceFields.CountReceived(new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(message))));
    }

    [Fact]
    public void Return_path_may_be_null()
    {
        var output = new ArrayBufferWriter<byte>();
        TraceFields.WriteReturnPath(output, SmtpPath.Null);
        Assert.Equal("Return-Path: <>\r\n", Encoding.ASCII.GetString(output.WrittenSpan));
    }
}
