namespace Mail.Silo.Cli;

/// <summary>Why a command ends without success, in words for the person who typed it.</summary>
/// <param name="exitCode">One of <see cref="ExitCode"/>.</param>
/// <param name="message">What is wrong, one sentence.</param>
/// <param name="advice">What to do about it, one line each.</param>
internal class CliException(int exitCode, string message, params string[] advice) : Exception(message)
{
    public int ExitCode => exitCode;

    public IReadOnlyList<string> Advice => advice;

    public static CliException Usage(string message, params string[] advice) => new(Cli.ExitCode.Usage, message, advice);
}
