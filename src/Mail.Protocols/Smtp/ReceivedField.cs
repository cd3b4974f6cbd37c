using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mail.Protocols.Smtp;

/// <summary>What a Received field tells of one hop (RFC 5321 §4.4).</summary>
public readonly record struct ReceivedField
{
    /// <summary>Name that the client gave with its hello.</summary>
    public required string ClientName { get; init; }

    /// <summary>Address that the connection came from; null for a local one.</summary>
    public IPAddress? ClientAddress { get; init; }

    /// <summary>This server's name.</summary>
    public required string ServerName { get; init; }

    /// <summary>Value of <c>with</c>, see <see cref="TransmissionType"/>.</summary>
    public required string With { get; init; }

    /// <summary>TLS version and cipher for a comment, null without TLS.</summary>
    public string? TlsComment { get; init; }

    /// <summary>Queue id.</summary>
    public required string Id { get; init; }

    /// <summary>The recipient, when there is exactly one: naming more would show blind copies (RFC 5321 §7.6).</summary>
    public SmtpPath? For { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>The <c>with</c> value of RFC 3848, and of RFC 6531 §4.3 for SMTPUTF8.</summary>
    public static string TransmissionType(bool lmtp, bool extended, bool utf8, bool tls, bool authenticated)
    {
        var index = (tls ? 1 : 0) + (authenticated ? 2 : 0);
        return (lmtp, utf8, extended) switch
        {
            (true, true, _) => Utf8Lmtp[index],
            (true, false, _) => Lmtp[index],
            (false, true, _) => Utf8Smtp[index],
            (false, false, true) => Esmtp[index],
            _ => "SMTP",
        };
    }

    /// <summary>Writes the field with its last CRLF; lines stay below 998 octets for names within their limits.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        Text(output, "Received: from ");
        Text(output, ClientName);
        if (ClientAddress is { } address)
        {
            Text(output, address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6 ? " ([IPv6:" : " ([");
            var span = output.GetSpan(64);
            (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryFormat(span, out var written);
            output.Advance(written);
            Text(output, "])");
        }

        if (TlsComment is not null)
        {
            Text(output, "\r\n\t(");
            Text(output, TlsComment);
            Text(output, ")");
        }

        Text(output, "\r\n\tby ");
        Text(output, ServerName);
        Text(output, " with ");
        Text(output, With);
        Text(output, " id ");
        Text(output, Id);
        if (For is { } recipient)
        {
            Text(output, "\r\n\tfor <");
            Text(output, recipient.ToString());
            Text(output, ">");
        }

        Text(output, ";\r\n\t");
        Date(output, Time);
    }

    private static readonly string[] Esmtp = ["ESMTP", "ESMTPS", "ESMTPA", "ESMTPSA"];
    private static readonly string[] Lmtp = ["LMTP", "LMTPS", "LMTPA", "LMTPSA"];
    private static readonly string[] Utf8Smtp = ["UTF8SMTP", "UTF8SMTPS", "UTF8SMTPA", "UTF8SMTPSA"];
    private static readonly string[] Utf8Lmtp = ["UTF8LMTP", "UTF8LMTPS", "UTF8LMTPA", "UTF8LMTPSA"];

    // The RFC 1123 form with the zone as RFC 5322 §3.3 wants it now: +0000, not GMT.
    private static void Date(IBufferWriter<byte> output, DateTimeOffset time)
    {
        var span = output.GetSpan(40);
        Utf8Formatter.TryFormat(time.ToUniversalTime(), span, out var written, 'R');
        "+0000\r\n"u8.CopyTo(span[(written - 3)..]);
        output.Advance(written + 4);
    }

    private static void Text(IBufferWriter<byte> output, string text)
    {
        var span = output.GetSpan(text.Length * 3);
        output.Advance(Encoding.UTF8.GetBytes(text, span));
    }
}
