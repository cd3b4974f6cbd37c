using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Mail.Gateway.Tests.Imap;

/// <summary>What a command brought: untagged responses (literals in place) and the completion, without its tag.</summary>
internal sealed record ImapAnswer(IReadOnlyList<string> Untagged, string Completion)
{
    public bool IsOk => Completion.StartsWith("OK", StringComparison.Ordinal);

    /// <summary>The one untagged response that begins so.</summary>
    public string Line(string start) => Assert.Single(Untagged, l => l.StartsWith(start, StringComparison.Ordinal));
}

/// <summary>A client that sends what it is told and collects what comes back. Text is Latin-1: a character is an octet.</summary>
internal sealed class ImapClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpClient _tcp;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Stream _stream;
    private int _start;
    private int _end;
    private int _tag;

    private ImapClient(TcpClient tcp) => (_tcp, _stream) = (tcp, tcp.GetStream());

    public string Greeting { get; private set; } = "";

    public static async Task<ImapClient> ConnectAsync(IPEndPoint server, bool tls)
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(server);
        var client = new ImapClient(tcp);
        if (tls)
        {
            await client.StartTlsAsync();
        }

        client.Greeting = await client.ReadAsync() ?? "";
        return client;
    }

    public async Task StartTlsAsync()
    {
        var tls = new SslStream(_stream, false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("localhost").WaitAsync(Patience);
        _stream = tls;
    }

    public async Task SendAsync(string text) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask().WaitAsync(Patience);

    /// <summary>Sends a command and waits for its completion.</summary>
    public async Task<ImapAnswer> CommandAsync(string command)
    {
        var tag = $"t{++_tag}";
        await SendAsync($"{tag} {command}\r\n");
        return await CompletionAsync(tag);
    }

    /// <summary>The same for UTF-8 text.</summary>
    public Task<ImapAnswer> Utf8CommandAsync(string command) => CommandAsync(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(command)));

    public async Task<ImapAnswer> OkAsync(string command)
    {
        var answer = await CommandAsync(command);
        Assert.True(answer.IsOk, $"{command}: {answer.Completion}");
        return answer;
    }

    public async Task<ImapAnswer> CompletionAsync(string tag)
    {
        var untagged = new List<string>();
        while (await ReadAsync() is { } line)
        {
            if (line.StartsWith(tag + " ", StringComparison.Ordinal))
            {
                return new ImapAnswer(untagged, line[(tag.Length + 1)..]);
            }

            untagged.Add(line.StartsWith("* ", StringComparison.Ordinal) ? line[2..] : line);
        }

        throw new IOException("Closed after: " + string.Join(" | ", untagged));
    }

    /// <summary>The next response, literals in place; null at the end.</summary>
    public async Task<string?> ReadAsync()
    {
        var response = new StringBuilder();
        while (true)
        {
            if (await ReadLineAsync() is not { } line)
            {
                return null;
            }

            response.Append(line);
            var open = line.LastIndexOf('{');
            if (open < 0 || !line.EndsWith('}') || !int.TryParse(line[(open + 1)..^1], out var length))
            {
                return response.ToString();
            }

            response.Append("\r\n");
            for (var i = 0; i < length; i++)
            {
                response.Append((char)await ByteAsync());
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _stream.Dispose();
        _tcp.Dispose();
        return default;
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            var next = await ByteAsync();
            switch (next)
            {
                case < 0:
                    return line.Length == 0 ? null : throw new IOException("Closed within: " + line);
                case '\n':
                    return line.ToString();
                case '\r':
                    break;
                default:
                    line.Append((char)next);
                    break;
            }
        }
    }

    private async ValueTask<int> ByteAsync()
    {
        if (_start == _end)
        {
            try
            {
                _start = 0;
                _end = await _stream.ReadAsync(_buffer).AsTask().WaitAsync(Patience);
            }
            catch (IOException)
            {
                _end = 0;
            }
        }

        return _start == _end ? -1 : _buffer[_start++];
    }
}
