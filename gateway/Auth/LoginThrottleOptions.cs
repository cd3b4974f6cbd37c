using Mail.Gateway.Limits;

namespace Mail.Gateway.Auth;

/// <summary>What failed logins cost.</summary>
public sealed class LoginThrottleOptions
{
    /// <summary>Wait before the answer to a first failure; each further one of the same address or account doubles it. 0 to 1 min; default 2 s.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait before an answer. <see cref="FirstDelay"/> to 1 min; default 16 s.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(16);

    /// <summary>Failures of one client (an IPv4 address, an IPv6 /64) within <see cref="Window"/> that block it. 1 to 1,000,000; default 30.</summary>
    public int FailuresPerAddress { get; set; } = 30;

    /// <summary>
    /// Failures for one account within <see cref="Window"/> that block it, but not for clients that it has lately been used
    /// from: nobody can lock an owner out. 1 to 1,000,000; default 60.
    /// </summary>
    public int FailuresPerAccount { get; set; } = 60;

    /// <summary>Time in which failures add up, from the first on. 1 s to 1 day; default 10 min.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Length of a block. 1 s to 1 day; default 10 min.</summary>
    public TimeSpan BlockFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Addresses, accounts, and pairs of both that are remembered, each; the one not seen longest is forgotten first. 1,000 to 10,000,000; default 100,000.</summary>
    public int MostRemembered { get; set; } = 100_000;

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        var bounds = new SettingBounds("LoginThrottle");
        var (minute, day) = (TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        bounds.Check(FirstDelay >= TimeSpan.Zero && FirstDelay <= minute, nameof(FirstDelay), FirstDelay, "0 to 1 min");
        bounds.Check(LongestDelay >= FirstDelay && LongestDelay <= minute, nameof(LongestDelay), LongestDelay, $"{nameof(FirstDelay)} ({FirstDelay}) to 1 min");
        bounds.Check(FailuresPerAddress is >= 1 and <= 1_000_000, nameof(FailuresPerAddress), FailuresPerAddress, "1 to 1,000,000");
        bounds.Check(FailuresPerAccount is >= 1 and <= 1_000_000, nameof(FailuresPerAccount), FailuresPerAccount, "1 to 1,000,000");
        bounds.Check(Window >= TimeSpan.FromSeconds(1) && Window <= day, nameof(Window), Window, "1 s to 1 day");
        bounds.Check(BlockFor >= TimeSpan.FromSeconds(1) && BlockFor <= day, nameof(BlockFor), BlockFor, "1 s to 1 day");
        bounds.Check(MostRemembered is >= 1_000 and <= 10_000_000, nameof(MostRemembered), MostRemembered, "1,000 to 10,000,000");
    }
}
