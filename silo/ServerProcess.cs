using System.Diagnostics;
using System.Runtime.InteropServices;
using Mail.Silo.Cluster;
using Mail.Silo.Options;
using Mail.Silo.Reload;

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
            using var signals = new Signals(server);
            Console.WriteLine(ReadyText.Compose(options, server.Ports, server.Services.GetRequiredService<SiloEndpoints>(), SinceProcessStart()));
            await server.WaitForStopAsync(cancellation);
            return 0;
        }
        catch (StartFailedException error)
        {
            await Console.Error.WriteLineAsync("Mail.Orleans did not start: " + error.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Mail.Orleans was told to stop before it was ready, and has stopped.");
            return 0;
        }
    }

    private static TimeSpan SinceProcessStart() =>
        TimeProvider.System.GetUtcNow() - new DateTimeOffset(Process.GetCurrentProcess().StartTime.ToUniversalTime());

    /// <summary>SIGHUP reloads; the host begins to stop at a first SIGTERM or SIGINT, and at a second it stops waiting for clients.</summary>
    private sealed class Signals : IDisposable
    {
        private readonly List<PosixSignalRegistration> _registrations = [];
        private int _stops;

        public Signals(Server server)
        {
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Stop(server)));
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Stop(server)));
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                server.Services.GetRequiredService<ConfigurationReload>().Reload();
            }));
        }

        public void Dispose() => _registrations.ForEach(r => r.Dispose());

        private void Stop(Server server)
        {
            if (Interlocked.Increment(ref _stops) > 1)
            {
                server.CutShort();
            }
        }
    }
}
