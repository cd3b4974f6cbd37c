using System.CommandLine;
using Mail.Silo.Cli.Api;

namespace Mail.Silo.Cli;

/// <summary>
/// One command. It declares the operations of the API that it calls, so that a test can tell that none is left out; what goes wrong
/// while it runs is said in one place.
/// </summary>
internal sealed class CliCommand : Command
{
    /// <param name="name">Its verb.</param>
    /// <param name="description">One sentence for the help.</param>
    /// <param name="operations">Operations of the API that it calls.</param>
    public CliCommand(string name, string description, params ApiOperation[] operations)
        : base(name, description) => Operations = operations;

    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>What it does; the end means success.</summary>
    public CliCommand Runs(Func<CliCall, Task> run) => Runs(async call =>
    {
        await run(call);
        return ExitCode.Ok;
    });

    /// <summary>What it does; the result is the exit code.</summary>
    public CliCommand Runs(Func<CliCall, Task<int>> run)
    {
        SetAction(async (parsed, cancellation) =>
        {
            using var call = new CliCall(parsed, cancellation);
            try
            {
                return await run(call);
            }
            catch (CliException failure)
            {
                await FailureText.WriteAsync(failure, call);
                return failure.ExitCode;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return ExitCode.Interrupted;
            }
            catch (IOException) when (call.OutputIsGone)
            {
                // Such as `mail audit list | head`: whoever read has enough.
                return ExitCode.Ok;
            }
        });
        return this;
    }
}
