using System.CommandLine;
using Mail.Silo;
using Mail.Silo.Options;

// The server drains by itself on SIGTERM and Ctrl+C; the command-line library must not cut that short.
return await CommandLine.Create(ServerProcess.RunAsync).Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
