using System.Net;
using System.Net.Sockets;

namespace Mail.Storage.Tests.Postgres;

/// <summary>A TCP way to the test server that cuts the connection at the worst moment.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _socketPath;
    private readonly Task _accepting;
    private volatile Cut _next;

    public CuttingProxy(string socketPath)
    {
        _socketPath = socketPath;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public enum Cut
    {
        Nothing,

        /// <summary>The next request gets through; its answer does not.</summary>
        Answer,

        /// <summary>The next request does not get through.</summary>
        Request,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Cuts { get; private set; }

    public void CutNext(Cut what) => _next = what;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await server.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath));
            await using var far = new NetworkStream(server);
            await using var near = client.GetStream();
            await Task.WhenAny(PumpAsync(near, far, Cut.Request), PumpAsync(far, near, Cut.Answer));
        }
    }

    private async Task PumpAsync(Stream from, Stream to, Cut cutHere)
    {
        var buffer = new byte[64 << 10];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer)) > 0)
            {
                if (_next == cutHere)
                {
                    _next = Cut.Nothing;
                    Cuts++;
                    return;
                }

                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (IOException)
        {
            // The other side is gone.
        }
    }
}
