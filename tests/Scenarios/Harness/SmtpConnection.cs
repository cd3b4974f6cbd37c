namespace Scenarios.Harness;

/// <summary>A plain SMTP or LMTP client.</summary>
internal sealed class SmtpConnection(LineConnection line, string hello) : IAsyncDisposable
{
    public string Extensions { get; private set; } = "";

    public static async Task<SmtpConnection> OpenAsync(int port, string hello, bool tls = false)
    {
        var smtp = new SmtpConnection(await LineConnection.OpenAsync(port, tls), hello);
        Assert.StartsWith("220", await smtp.ReplyAsync(), StringComparison.Ordinal);
        await smtp.HelloAsync();
        return smtp;
    }

    public async Task StartTlsAsync()
    {
        Assert.StartsWith("220", await CommandAsync("STARTTLS"), StringComparison.Ordinal);
        await line.StartTlsAsync();
        await HelloAsync();
    }

    public Task WriteAsync(string text) => line.WriteAsync(text);

    public async Task<string> CommandAsync(string command)
    {
        await line.WriteAsync(command + "\r\n");
        return await ReplyAsync();
    }

    /// <summary>Sends a message whose lines end in CRLF; answers with the last reply.</summary>
    public async Task<string> SendAsync(string from, string[] recipients, string message)
    {
        Assert.StartsWith("250", await CommandAsync($"MAIL FROM:<{from}> BODY=8BITMIME"), StringComparison.Ordinal);
        foreach (var recipient in recipients)
        {
            Assert.StartsWith("250", await CommandAsync($"RCPT TO:<{recipient}>"), StringComparison.Ordinal);
        }

        Assert.StartsWith("354", await CommandAsync("DATA"), StringComparison.Ordinal);
        await line.WriteAsync(message.Replace("\r\n.", "\r\n..", StringComparison.Ordinal) + ".\r\n");
        return await ReplyAsync();
    }

    public async Task<string> ReplyAsync()
    {
        var reply = "";
        while (true)
        {
            var next = await line.ReadLineAsync();
            reply += (reply.Length > 0 ? "\n" : "") + next;
            if (next.Length < 4 || next[3] != '-')
            {
                return reply;
            }
        }
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private async Task HelloAsync()
    {
        Extensions = await CommandAsync(hello + " client.test");
        Assert.StartsWith("250", Extensions, StringComparison.Ordinal);
    }
}
