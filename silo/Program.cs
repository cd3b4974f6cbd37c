using System.CommandLine;
using Mail.Silo.Cli;

if (CliProgram.IsMeant(args))
{
    return await CliProgram.RunAsync(args);
}

// The server drains by itself on SIGTERM and Ctrl+C; the command-line library must not cut that short.
return await CliProgram.RunServerAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = null });
