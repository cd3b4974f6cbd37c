using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Mail.Domain.Identity;
using Mail.Gateway.Auth;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Events;
using Mail.Gateway.Tests.Fakes;
using Mail.Gateway.Tests.Imap.Fakes;

namespace Mail.Gateway.Tests.Http;

public sealed class EventSessionTests
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_ends_soon_behind_its_credentials(bool disabled)
    {
        var (clock, account, id) = (new ManualTime(), new FakeAccount("secret"), new AccountId(Guid.CreateVersion7()));
        var (grains, fake) = FakeGrains.Create();
        fake.Add(id.Value, account);
        using var passwords = new PasswordCheck(new PasswordCheckOptions(), clock);
        var caller = new Caller(CallerKind.User, "user:ann@here.example", null, id, "secret"u8.ToArray());
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var peer = new TcpClient();
        await peer.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var accepted = await listener.AcceptTcpClientAsync();
        using var server = WebSocket.CreateFromStream(accepted.GetStream(), new WebSocketCreationOptions { IsServer = true });
        using var client = WebSocket.CreateFromStream(peer.GetStream(), new WebSocketCreationOptions());

        var session = new EventSession(new FakeEvents(), grains, null, new EventAccess(caller, grains, passwords), clock);
        await session.OpenAsync();
        var run = session.RunAsync(server, CancellationToken.None);
        Assert.Contains("ready", await ReadAsync(client));
        await clock.WhenArmedFor(Renewal);
        await RenewAsync(clock);
        await client.SendAsync("ping"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        Assert.Contains("pong", await ReadAsync(client));

        account.IsDisabled = disabled;
        account.Password = "another";
        await RenewAsync(clock);
        Assert.Equal("", await ReadAsync(client));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.CloseStatus);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await run;
    }

    /// <summary>Not before the last event's send is over, for which 30 seconds are allowed.</summary>
    private static async Task RenewAsync(ManualTime clock)
    {
        while (clock.IsDueWithin(TimeSpan.FromSeconds(59)))
        {
            await Task.Yield();
        }

        clock.Advance(Renewal);
    }

    private static async Task<string> ReadAsync(WebSocket socket)
    {
        var buffer = new byte[1024];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var frame = await socket.ReceiveAsync(buffer, patience.Token);
        return Encoding.UTF8.GetString(buffer, 0, frame.Count);
    }
}
