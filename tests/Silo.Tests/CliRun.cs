using System.CommandLine;
using Mail.Silo.Cli;

namespace Silo.Tests;

/// <summary>One run of the command line in this process.</summary>
internal sealed record CliRun(int Code, string Out, string Error)
{
    public static async Task<CliRun> OfAsync(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CliProgram.RunAsync(args, new InvocationConfiguration { Output = output, Error = error });
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
