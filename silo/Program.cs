using System.CommandLine;
using Mail.Silo;
using Mail.Silo.Cli;
using Mail.Silo.Options;

if (CliProgram.IsMeant(args))
{
    return await CliProgram.RunAsync(args);
}

// The server drains by itself on SIGTERM and Ctrl+C; the command-line library must not cut that short.
return await CommandLine.Create(ServerProcess.RunAsync).Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
