using Mail.Silo;
using Mail.Silo.Options;

return await CommandLine.Create(ServerProcess.RunAsync).Parse(args).InvokeAsync();
