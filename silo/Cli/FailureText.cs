using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli;

/// <summary>Says on standard error why a command failed.</summary>
internal static class FailureText
{
    public static async Task WriteAsync(CliException failure, CliCall call)
    {
        if (failure is RefusedException { Problem: { } problem } && call.WantsJson)
        {
            await call.Error.WriteLineAsync(problem);
            return;
        }

        await call.Error.WriteLineAsync($"{CliProgram.Name}: {DisplayText.Safe(failure.Message)}");
        foreach (var line in failure.Advice)
        {
            await call.Error.WriteLineAsync("  " + DisplayText.Safe(line));
        }
    }
}
