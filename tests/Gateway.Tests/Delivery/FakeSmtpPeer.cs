using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mail.Gateway.Tests.Delivery;

/// <summary>Another mail server: answers each RCPT as it is told and keeps what it takes.</summary>
internal sealed class FakeSmtpPeer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public FakeSmtpPeer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Lines of the answer to EHLO behind the first.</summary>
    public string[] Extensions { get; set; } = ["PIPELINING", "SIZE 1000000", "8BITMIME"];

    public Func<string, string> OnRcpt { get; set; } = _ => "250 2.1.5 ok";

    public string OnData { get; set; } = "250 2.0.0 taken";

    /// <summary>The answer to STARTTLS; behind one that agrees the peer hangs up.</summary>
    public string OnStartTls { get; set; } = "220 go on";

    public ConcurrentQueue<string> Commands { get; } = [];

    public ConcurrentQueue<string> Messages { get; } = [];

    public int Connections { get; private set; }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                Connections++;
                _ = ServeAsync(client);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var own = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        async Task Say(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"));
        await Say("220-peer.example\r\n220 welcome");
        while (await reader.ReadLineAsync() is { } line)
        {
            Commands.Enqueue(line);
            switch (line.Split(' ', ':')[0])
            {
                case "EHLO":
                    await Say(string.Join("\r\n", Extensions.Prepend("peer.example").Select((e, i) => (i == Extensions.Length ? "250 " : "250-") + e)));
                    break;
                case "RCPT":
                    await Say(OnRcpt(line[(line.IndexOf('<') + 1)..line.IndexOf('>')]));
                    break;
                case "DATA":
                    await Say("354 go on");
                    var text = new StringBuilder();
                    while (await reader.ReadLineAsync() is { } content && content != ".")
                    {
                        text.Append(content).Append('\n');
                    }

                    Messages.Enqueue(text.ToString());
                    await Say(OnData);
                    break;
                case "STARTTLS":
                    await Say(OnStartTls);
                    if (OnStartTls[0] == '2')
                    {
                        return;
                    }

                    break;
                case "QUIT":
                    await Say("221 bye");
                    return;
                default:
                    await Say("250 ok");
                    break;
            }
        }
    }
}
