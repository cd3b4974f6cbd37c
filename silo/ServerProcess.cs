using System.Diagnostics;
using Mail.Silo.Demo;
using Mail.Silo.Health;
using Mail.Silo.Metrics;
using Mail.Silo.Options;

namespace Mail.Silo;

/// <summary>The life of the server process: open the stores, start, say so, run until told to stop, drain, close.</summary>
internal static class ServerProcess
{
    private const int Failed = 1;

    public static async Task<int> RunAsync(SiloOptions options, CancellationToken cancellation)
    {
        try
        {
            await using var server = await Server.StartAsync(options, cancellation);
            Console.WriteLine(ReadyText.Compose(options, server.Ports, SinceProcessStart()));
            await server.WaitForStopAsync(cancellation);
            return 0;
        }
        catch (StartFailedException error)
        {
            await Console.Error.WriteLineAsync("Mail.Orleans did not start: " + error.Message);
            return Failed;
        }
    }

    private static TimeSpan SinceProcessStart() =>
        TimeProvider.System.GetUtcNow() - new DateTimeOffset(Process.GetCurrentProcess().StartTime.ToUniversalTime());
}
