using System.Diagnostics;
using System.Net.Sockets;
using Mail.Silo.Cli.Import;

namespace Silo.Tests;

public sealed class MaildirSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mail-maildir-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Who moves people's mail is often root: what a user has put into a Maildir must not make root's files readable.
    [Fact]
    public void Links_are_reported_and_not_followed()
    {
        var outside = Directory.CreateDirectory(Path.Combine(_folder, "outside", "cur")).Parent!.FullName;
        var secret = Path.Combine(outside, "cur", "1.secret");
        File.WriteAllText(secret, "Subject: secret\n\n");
        var root = Path.Combine(_folder, "maildir");
        Directory.CreateDirectory(Path.Combine(root, "cur"));
        Directory.CreateDirectory(Path.Combine(root, ".Work"));
        File.WriteAllText(Path.Combine(root, "cur", "1.mine"), "Subject: mine\n\n");
        File.CreateSymbolicLink(Path.Combine(root, "cur", "2.link"), secret);
        Directory.CreateSymbolicLink(Path.Combine(root, ".Linked"), outside);
        Directory.CreateSymbolicLink(Path.Combine(root, ".Work", "cur"), Path.Combine(outside, "cur"));

        var source = new MaildirSource(root);
        Assert.EndsWith("1.mine", Assert.Single(source.Read()).Source, StringComparison.Ordinal);
        Assert.Equal([".Linked", "2.link", "cur"], source.Bad.Select(b => Path.GetFileName(b.Source)).Order(StringComparer.Ordinal));
        Assert.All(source.Bad, b => Assert.Contains("link", b.Reason, StringComparison.Ordinal));
    }

    // To open a pipe that nobody writes to lasts for ever.
    [Fact]
    public async Task What_is_no_regular_file_is_reported_and_not_opened()
    {
        var current = Directory.CreateDirectory(Path.Combine(_folder, "cur")).FullName;
        await File.WriteAllTextAsync(Path.Combine(current, "1.mine"), "Subject: mine\n\n");
        await File.WriteAllTextAsync(Path.Combine(current, "2.later"), "Subject: later\n\n");
        await MakePipeAsync(Path.Combine(current, "3.pipe"));
        await MakePipeAsync(Path.Combine(_folder, "dovecot-keywords"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(current, "4.socket")));

        var source = new MaildirSource(_folder);
        var items = await Task.Run(() => source.Read().ToList()).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["1.mine", "2.later"], items.Select(i => Path.GetFileName(i.Source)).Order(StringComparer.Ordinal));
        Assert.Equal(["3.pipe", "4.socket"], source.Bad.Select(b => Path.GetFileName(b.Source)).Order(StringComparer.Ordinal));
        Assert.All(source.Bad, b => Assert.Contains("not a regular file", b.Reason, StringComparison.Ordinal));

        // Also one that comes into the place of a message.
        File.Delete(Path.Combine(current, "2.later"));
        await MakePipeAsync(Path.Combine(current, "2.later"));
        var later = items.Find(i => i.Source.EndsWith("2.later", StringComparison.Ordinal))!;
        await Assert.ThrowsAsync<BadMessageException>(() => Task.Run(() => later.Load(CancellationToken.None)).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task An_mbox_may_come_through_a_pipe()
    {
        var pipe = Path.Combine(_folder, "pipe");
        await MakePipeAsync(pipe);
        using var writer = Process.Start("sh", ["-c", "printf 'From a@x.test Sat Oct  5 10:11:12 2024\nSubject: m\n\ntext\n' > \"$0\"", pipe]);
        var found = new List<ImportItem>();
        await foreach (var item in new MboxSource(pipe, "INBOX").ReadAsync())
        {
            found.Add(item);
        }

        Assert.Equal("INBOX", Assert.Single(found).Folder);
        await writer.WaitForExitAsync();
    }

    private static async Task MakePipeAsync(string path)
    {
        using var made = Process.Start("mkfifo", [path]);
        await made.WaitForExitAsync();
        Assert.Equal(0, made.ExitCode);
    }
}
