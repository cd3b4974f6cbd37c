using System.Runtime.Versioning;
using Mail.Silo.DataFolders;
using Microsoft.Extensions.Logging.Abstractions;

namespace Silo.Tests;

[SupportedOSPlatform("linux")]
public sealed class PrivateFolderTests : IDisposable
{
    private const UnixFileMode OpenToAll = (UnixFileMode)0b111_101_101;
    private const UnixFileMode ForOwner = (UnixFileMode)0b111_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("mail-private-").FullName;

    public PrivateFolderTests() => File.SetUnixFileMode(_folder, OpenToAll);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_that_was_made_for_the_server_is_closed()
    {
        File.WriteAllText(In("mail.yaml"), "");
        Prepare();
        Assert.Equal(ForOwner, File.GetUnixFileMode(_folder));
    }

    [Fact]
    public void A_folder_that_holds_things_of_others_stays_open_and_the_mail_in_it_is_closed()
    {
        File.WriteAllText(In("other.txt"), "");
        File.WriteAllText(In("mail.db"), "");
        File.SetUnixFileMode(In("mail.db"), OpenToAll);
        Prepare();
        Assert.Equal(OpenToAll, File.GetUnixFileMode(_folder));
        Assert.Equal(ForOwner, File.GetUnixFileMode(In("mail.db")));
        Assert.True(PrivateFolder.IsOpenToOthers(_folder));
    }

    [Fact]
    public void A_folder_of_an_earlier_start_is_closed_with_all_that_holds_mail()
    {
        File.WriteAllText(In("other.txt"), "");
        Directory.CreateDirectory(In("segments"));
        File.SetUnixFileMode(In("segments"), OpenToAll);
        Prepare();
        Assert.Equal(ForOwner, File.GetUnixFileMode(_folder));
        Assert.Equal(ForOwner, File.GetUnixFileMode(In("segments")));
    }

    [Fact]
    public void A_folder_for_everybody_is_never_closed()
    {
        File.SetUnixFileMode(_folder, OpenToAll | UnixFileMode.StickyBit);
        Prepare();
        Assert.True(PrivateFolder.IsOpenToOthers(_folder));
    }

    [Fact]
    public void Files_made_afterwards_are_private()
    {
        Prepare();
        File.WriteAllText(In("new"), "");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(In("new")));
    }

    private string In(string name) => Path.Combine(_folder, name);

    private void Prepare() => PrivateFolder.Prepare(_folder, NullLogger.Instance);
}
