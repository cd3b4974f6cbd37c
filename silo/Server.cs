using System.Net.Sockets;
using Mail.Silo.DataFolders;
using Mail.Silo.Health;
using Mail.Silo.Logging;
using Mail.Silo.Options;
using Mail.Silo.Shutdown;
using Mail.Silo.Tls;
using Mail.Storage;
using Mail.Storage.Schema;
using Microsoft.AspNetCore.Connections;
using Orleans.Runtime;

namespace Mail.Silo;

/// <summary>A running server: all roles in this process.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly MailStorage _storage;

    private Server(WebApplication app, MailStorage storage, BoundPorts ports)
    {
        _app = app;
        _storage = storage;
        Ports = ports;
    }

    public BoundPorts Ports { get; }

    public IServiceProvider Services => _app.Services;

    /// <exception cref="StartFailedException">It cannot start; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop before it was ready, and has stopped.</exception>
    public static async Task<Server> StartAsync(SiloOptions options, CancellationToken cancellation)
    {
        options.Spread();
        var time = TimeProvider.System;
        using var loggers = LoggerFactory.Create(logging => logging.AddServerLogging(options));
        var storage = await OpenStorageAsync(options, time, loggers, cancellation);
        try
        {
            var listeners = new Listeners(options);
            var app = HostComposition.Build(options, storage, ServerCertificate.Open(options, time), listeners, time);
            await StartListeningAsync(app, options, listeners, cancellation);
            app.Services.GetRequiredService<Readiness>().Listening = true;
            return new Server(app, storage, listeners.Bound());
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public Task WaitForStopAsync(CancellationToken cancellation) => _app.WaitForShutdownAsync(cancellation);

    /// <summary>Ends the patience with connections of a server that stops.</summary>
    public void CutShort() => _app.Services.GetRequiredService<ConnectionDrain>().CutShort();

    /// <summary>Stops accepting, delivers what was accepted, lets the grains finish, closes the stores.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private static async Task<MailStorage> OpenStorageAsync(
        SiloOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var log = loggers.CreateLogger<Server>();
        try
        {
            PrivateFolder.Prepare(options.DataFolder, log);
            var storage = await MailStorage.OpenAsync(options.Storage, time, loggers, cancellation);
            if (DiskRoom.Shortage(options.DataFolder, options.Storage.Segments.ReserveBytes) is { } shortage)
            {
                log.DiskShort(shortage);
            }

            return storage;
        }
        catch (Exception error) when (error is StoreUnavailableException or StoreFullException or SchemaTooNewException or SchemaTooOldException
            or ArgumentException or UnauthorizedAccessException or IOException)
        {
            throw new StartFailedException(error.Message, error);
        }
    }

    private static async Task StartListeningAsync(
        WebApplication app, SiloOptions options, Listeners listeners, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception error) when (error is OperationCanceledException or OrleansLifecycleCanceledException)
        {
            // SIGTERM in the middle of it: what has started ends as orderly as ever, before the stores close under it.
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
            throw new OperationCanceledException(error.Message, error, cancellation);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException or SocketException)
        {
            await app.DisposeAsync();
            throw new StartFailedException($"{error.Message} {listeners.Advice()}", error);
        }
        catch (Exception error) when (error.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            await app.DisposeAsync();
            throw new StartFailedException("Another program took a port of the silo (--silo-port, --silo-client-port) in just this moment: start again.", error);
        }
        catch (SocketException error)
        {
            await app.DisposeAsync();
            throw new StartFailedException(
                error.SocketErrorCode switch
                {
                    SocketError.AddressNotAvailable => $"--listen: {listeners.Addresses()} is not an address of this machine.",
                    SocketError.AccessDenied => $"Ports below 1024 need root or CAP_NET_BIND_SERVICE. {listeners.Advice()}",
                    _ => $"{error.Message}. {listeners.Advice()}",
                },
                error);
        }
    }
}
