using Mail.Gateway.Limits;

namespace Mail.Gateway.Smtp.Submission;

/// <summary>What users may send.</summary>
public sealed class SubmissionOptions
{
    /// <summary>Recipients that one account may send to in an hour, at each gateway, an hour's worth at once. 1 to 10,000,000; default 500.</summary>
    public int RecipientsPerHour { get; set; } = 500;

    /// <summary>Accounts whose rate is remembered; the one not seen longest is forgotten first. 1,000 to 10,000,000; default 100,000.</summary>
    public int MostAccounts { get; set; } = 100_000;

    /// <summary>Failed logins in a session, behind which it is closed. 1 to 100; default 5.</summary>
    public int MaxFailedLogins { get; set; } = 5;

    /// <summary>Octets of a message's header. 16 KiB to 16 MiB; default 1 MiB.</summary>
    public int MaxHeader { get; set; } = 1 << 20;

    /// <summary>Wait of a sender for its copy in Sent, which is given up then. 1 s to 1 min; default 10 s.</summary>
    public TimeSpan SentCopyWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        var bounds = new SettingBounds("Submission");
        bounds.Check(RecipientsPerHour is >= 1 and <= 10_000_000, nameof(RecipientsPerHour), RecipientsPerHour, "1 to 10,000,000");
        bounds.Check(MostAccounts is >= 1_000 and <= 10_000_000, nameof(MostAccounts), MostAccounts, "1,000 to 10,000,000");
        bounds.Check(MaxFailedLogins is >= 1 and <= 100, nameof(MaxFailedLogins), MaxFailedLogins, "1 to 100");
        bounds.Check(MaxHeader is >= 16 << 10 and <= 16 << 20, nameof(MaxHeader), MaxHeader, "16 KiB to 16 MiB");
        bounds.Check(SentCopyWait >= TimeSpan.FromSeconds(1) && SentCopyWait <= TimeSpan.FromMinutes(1), nameof(SentCopyWait), SentCopyWait, "1 s to 1 min");
    }
}
