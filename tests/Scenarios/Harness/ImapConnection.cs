using System.Globalization;
using System.Text;

namespace Scenarios.Harness;

/// <summary>A plain IMAP client that gives answers as text, literals included.</summary>
internal sealed class ImapConnection(LineConnection line) : IAsyncDisposable
{
    private int _tag;

    public static async Task<ImapConnection> OpenAsync(int port, bool tls)
    {
        var imap = new ImapConnection(await LineConnection.OpenAsync(port, tls));
        Assert.StartsWith("* OK", await imap.ReadResponseAsync(), StringComparison.Ordinal);
        return imap;
    }

    public async Task StartTlsAsync()
    {
        await OkAsync("STARTTLS");
        await line.StartTlsAsync();
    }

    /// <summary>All responses up to and with the tagged one.</summary>
    public async Task<string> CommandAsync(string command)
    {
        var tag = await BeginAsync(command);
        return await EndAsync(tag);
    }

    public async Task<string> OkAsync(string command)
    {
        var answer = await CommandAsync(command);
        Assert.Contains($"T{_tag} OK", answer, StringComparison.Ordinal);
        return answer;
    }

    public async Task<string> AppendAsync(string folder, string message, string flags = "()")
    {
        var tag = $"T{++_tag}";
        await line.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{tag} APPEND {folder} {flags} {{{message.Length}+}}\r\n{message}\r\n"));
        return await EndAsync(tag);
    }

    public async Task<string> BeginAsync(string command)
    {
        var tag = $"T{++_tag}";
        await line.WriteAsync($"{tag} {command}\r\n");
        return tag;
    }

    public async Task<string> EndAsync(string tag)
    {
        var all = new StringBuilder();
        while (true)
        {
            var response = await ReadResponseAsync();
            all.AppendLine(response);
            if (response.StartsWith(tag + " ", StringComparison.Ordinal))
            {
                return all.ToString();
            }
        }
    }

    public Task WriteLineAsync(string text) => line.WriteAsync(text + "\r\n");

    /// <summary>One response, literals included.</summary>
    public async Task<string> ReadResponseAsync()
    {
        var response = await line.ReadLineAsync();
        while (response.EndsWith('}') && response.LastIndexOf('{') is var open and >= 0
            && int.TryParse(response.AsSpan(open + 1, response.Length - open - 2), out var length))
        {
            response += "\r\n" + await line.ReadAsync(length);
            response += await line.ReadLineAsync();
        }

        return response;
    }

    /// <summary>The bytes of one message of the selected folder, as Latin-1.</summary>
    public async Task<string> FetchBodyAsync(uint uid)
    {
        var answer = await OkAsync($"UID FETCH {uid} BODY.PEEK[]");
        var start = answer.IndexOf('{', StringComparison.Ordinal);
        var end = answer.IndexOf('}', start);
        var length = int.Parse(answer.AsSpan(start + 1, end - start - 1), CultureInfo.InvariantCulture);
        return answer.Substring(end + 3, length);
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();
}
