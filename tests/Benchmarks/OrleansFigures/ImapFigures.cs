using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace OrleansFigures;

/// <summary>What commands of a mail program call and allocate. The client is in this process, too, and allocates next to nothing.</summary>
internal static class ImapFigures
{
    private static readonly string[] Commands =
    [
        "NOOP", "STATUS Sent (MESSAGES UIDNEXT)", "SELECT INBOX", "UID FETCH 1:100 (FLAGS)", "UID FETCH 1:100 (FLAGS ENVELOPE)", "UID STORE 1 +FLAGS (\\Flagged)", "UID STORE 1 -FLAGS (\\Flagged)",
    ];

    public static async Task<int> RunAsync(Subject subject, int times)
    {
        using var client = new TcpClient("127.0.0.1", subject.ImapPort);
        var stream = client.GetStream();
        var buffer = new byte[1 << 20];
        await ReadAsync(stream, buffer, "* OK");
        var wrong = await DoAsync(stream, "a LOGIN bob@demo.test demo-password\r\n"u8.ToArray(), buffer) ? 0 : 1;
        foreach (var command in Commands)
        {
            var request = Encoding.ASCII.GetBytes($"a {command}\r\n");
            for (var i = 0; i < times; i++)
            {
                wrong += await DoAsync(stream, request, buffer) ? 0 : 1;
            }

            using var calls = new CallCounter();
            var octets = GC.GetTotalAllocatedBytes();
            for (var i = 0; i < times; i++)
            {
                wrong += await DoAsync(stream, request, buffer) ? 0 : 1;
            }

            octets = GC.GetTotalAllocatedBytes() - octets;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"imap {command,-39} {calls.Count / (double)times,5:N2} grain calls {octets / times,7:N0} B"));
        }

        return wrong;
    }

    private static async Task<bool> DoAsync(NetworkStream stream, byte[] request, byte[] buffer)
    {
        await stream.WriteAsync(request);
        return await ReadAsync(stream, buffer, "a ");
    }

    /// <summary>Reads until a line begins with the tag; whether that line says OK, or begins the connection.</summary>
    private static async Task<bool> ReadAsync(NetworkStream stream, byte[] buffer, string tag)
    {
        for (var filled = 0; ;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled));
            if (read == 0)
            {
                return false;
            }

            filled += read;
            var text = buffer.AsSpan(0, filled);
            if (!text.EndsWith("\r\n"u8))
            {
                continue;
            }

            var line = text[(text[..^2].LastIndexOf("\n"u8) + 1)..];
            if (Ascii.Equals(line[..Math.Min(tag.Length, line.Length)], tag))
            {
                return line.IndexOf("OK"u8) >= 0;
            }
        }
    }
}
