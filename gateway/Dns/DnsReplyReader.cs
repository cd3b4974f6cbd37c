using System.Globalization;
using System.Text;
using DnsClient;
using DnsClient.Protocol;
using Mail.Protocols.Dns;

namespace Mail.Gateway.Dns;

/// <summary>From the library's response to a value.</summary>
internal static class DnsReplyReader
{
    private const int MostRecords = 500;

    // RFC 2308 §5: one to three hours for what is not there. RFC 8767 §4 bounds the rest; a day is enough for mail.
    private static readonly TimeSpan LongestNegative = TimeSpan.FromHours(3);
    private static readonly TimeSpan LongestPositive = TimeSpan.FromDays(1);

    /// <summary>Whether it answers that question: over UDP anybody may have sent it.</summary>
    public static bool Answers(IDnsQueryResponse response, string name, DnsRecordType type) =>
        response.Questions is [{ QuestionType: var asked, QueryName: var of }] && (int)asked == (int)type
        && Octets(of).Equals(name, StringComparison.OrdinalIgnoreCase);

    public static DnsAnswer Read(IDnsQueryResponse response, DnsRecordType type, bool isTrusted)
    {
        var code = response.Header.ResponseCode;
        if (code is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain))
        {
            return DnsAnswer.Failed(code.ToString());
        }

        var records = response.Answers.Where(r => (int)r.RecordType == (int)type).ToList();
        if (records.Count > MostRecords)
        {
            return DnsAnswer.Failed($"more than {MostRecords} records");
        }

        var isAuthentic = isTrusted && response.Header.IsAuthenticData;
        if (code == DnsHeaderResponseCode.NotExistentDomain || records.Count == 0)
        {
            return new DnsAnswer(code == DnsHeaderResponseCode.NoError ? DnsOutcome.NoData : DnsOutcome.NoName, []) { Lifetime = NegativeLifetime(response), IsAuthentic = isAuthentic };
        }

        var least = response.Answers.Where(r => r is CNameRecord || (int)r.RecordType == (int)type).Min(r => r.InitialTimeToLive);
        return new DnsAnswer(DnsOutcome.Found, [.. records.Select(Read)]) { Lifetime = Bounded(least, LongestPositive), IsAuthentic = isAuthentic };
    }

    /// <summary>RFC 2308 §5: of the SOA that comes along, the lesser of its TTL and its last field; without one nothing is kept.</summary>
    private static TimeSpan NegativeLifetime(IDnsQueryResponse response) =>
        response.Authorities.OfType<SoaRecord>().FirstOrDefault() is { } soa ? Bounded(Math.Min(soa.InitialTimeToLive, soa.Minimum), LongestNegative) : TimeSpan.Zero;

    /// <summary>RFC 2181 §8: a TTL with the highest bit set is zero.</summary>
    private static TimeSpan Bounded(long seconds, TimeSpan most) =>
        seconds is < 0 or > int.MaxValue ? TimeSpan.Zero : seconds > most.TotalSeconds ? most : TimeSpan.FromSeconds(seconds);

    private static DnsRecord Read(DnsResourceRecord record) => record switch
    {
        AddressRecord address => new DnsRecord { Address = address.Address },
        MxRecord mx => new DnsRecord { Preference = mx.Preference, Host = Host(mx.Exchange) },
        PtrRecord ptr => new DnsRecord { Host = Host(ptr.PtrDomainName) },
        TxtRecord txt => new DnsRecord { Text = string.Concat(txt.Text.Zip(txt.EscapedText, Octets)) },
        _ => new DnsRecord(),
    };

    private static string Host(DnsString name) => Octets(name).ToLowerInvariant();

    /// <summary>As it came. The library has a second form with U-labels, in a question the one and in records the other.</summary>
    private static string Octets(DnsString name) => (Ascii.IsValid(name.Original) ? name.Original : name.Value).TrimEnd('.');

    /// <summary>
    /// The octets. The library has two forms, and neither holds all: as UTF-8, octets that are none are lost; escaped, a backslash of the
    /// text looks like one of the escapes.
    /// </summary>
    private static string Octets(string text, string escaped) =>
        text.Contains('\uFFFD', StringComparison.Ordinal) ? Unescape(escaped) : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] == '\\' && i + 3 < escaped.Length && byte.TryParse(escaped.AsSpan(i + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var octet))
            {
                text.Append((char)octet);
                i += 3;
            }
            else
            {
                text.Append(escaped[i]);
            }
        }

        return text.ToString();
    }
}
