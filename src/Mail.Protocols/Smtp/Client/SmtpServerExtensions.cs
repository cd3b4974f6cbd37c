using System.Globalization;

namespace Mail.Protocols.Smtp.Client;

/// <summary>What a server offers in its answer to EHLO (RFC 5321 §4.1.1.1).</summary>
public sealed record SmtpServerExtensions
{
    /// <summary>After HELO: nothing.</summary>
    public static readonly SmtpServerExtensions None = new();

    public bool StartTls { get; init; }

    public bool Pipelining { get; init; }

    public bool EightBitMime { get; init; }

    public bool Utf8 { get; init; }

    public bool Dsn { get; init; }

    public bool HasSize { get; init; }

    /// <summary>Largest message that it takes; 0 if it does not say (RFC 1870 §4).</summary>
    public long Size { get; init; }

    public bool AuthPlain { get; init; }

    public static SmtpServerExtensions Read(SmtpServerReply ehlo)
    {
        var found = None;
        foreach (var line in ehlo.Lines.Skip(1))
        {
            var words = line.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            found = (words.Length == 0 ? "" : words[0]) switch
            {
                "STARTTLS" => found with { StartTls = true },
                "PIPELINING" => found with { Pipelining = true },
                "8BITMIME" => found with { EightBitMime = true },
                "SMTPUTF8" => found with { Utf8 = true },
                "DSN" => found with { Dsn = true },
                "SIZE" => found with { HasSize = true, Size = words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0 },
                "AUTH" => found with { AuthPlain = words.Contains("PLAIN") },
                _ => found,
            };
        }

        return found;
    }
}
