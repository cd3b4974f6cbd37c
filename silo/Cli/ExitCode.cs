namespace Mail.Silo.Cli;

/// <summary>What the process says at its end.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The server refused, or a check found something wrong.</summary>
    public const int Refused = 1;

    /// <summary>The command line is not understood.</summary>
    public const int Usage = 2;

    /// <summary>No server answers.</summary>
    public const int Unreachable = 3;

    /// <summary>Stopped by Ctrl+C, as shells count it.</summary>
    public const int Interrupted = 130;
}
