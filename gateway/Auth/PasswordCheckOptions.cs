using Mail.Domain.Auth;
using Mail.Gateway.Limits;

namespace Mail.Gateway.Auth;

/// <summary>How passwords are checked.</summary>
public sealed class PasswordCheckOptions
{
    /// <summary>How long a successful check is remembered, so that a client that logs in often costs no PBKDF2. 0 to 1 hour; default 5 minutes.</summary>
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Successful checks remembered at most. 1 to 1,000,000; default 10,000.</summary>
    public int MostRemembered { get; set; } = 10_000;

    /// <summary>Checks computed at once; others wait. 1 to 1,024; default one for each processor.</summary>
    public int Parallel { get; set; } = Environment.ProcessorCount;

    /// <summary>Checks that wait at most; more are refused for now. 1 to 1,000,000; default 1,000.</summary>
    public int MostWaiting { get; set; } = 1_000;

    /// <summary>PBKDF2 rounds of new verifiers, and of the check of an unknown name. 4,096 to 10,000,000; default 10,000.</summary>
    public int Iterations { get; set; } = ScramCredentials.DefaultIterations;

    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public void Validate()
    {
        var bounds = new SettingBounds("PasswordCheck");
        bounds.Check(RememberFor >= TimeSpan.Zero && RememberFor <= TimeSpan.FromHours(1), nameof(RememberFor), RememberFor, "0 to 1 hour");
        bounds.Check(MostRemembered is >= 1 and <= 1_000_000, nameof(MostRemembered), MostRemembered, "1 to 1,000,000");
        bounds.Check(Parallel is >= 1 and <= 1_024, nameof(Parallel), Parallel, "1 to 1,024");
        bounds.Check(Iterations is >= ScramCredentials.MinIterations and <= ScramCredentials.MaxIterations, nameof(Iterations), Iterations, "4,096 to 10,000,000");
        bounds.Check(MostWaiting is >= 1 and <= 1_000_000, nameof(MostWaiting), MostWaiting, "1 to 1,000,000");
    }
}
