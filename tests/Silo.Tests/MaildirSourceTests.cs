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
}
