namespace Mail.Silo.Cli.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Status"><c>ok</c>, <c>warn</c> or <c>fail</c>.</param>
/// <param name="Figure">What it is.</param>
/// <param name="Advice">What to do; null: nothing.</param>
internal sealed record Finding(string Check, string Status, string Figure, string? Advice = null)
{
    public static Finding Ok(string check, string figure) => new(check, "ok", figure);

    public static Finding Warn(string check, string figure, string advice) => new(check, "warn", figure, advice);

    public static Finding Fail(string check, string figure, string advice) => new(check, "fail", figure, advice);
}
