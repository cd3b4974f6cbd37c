using System.Runtime.Versioning;

namespace Mail.Storage.Tests;

[SupportedOSPlatform("linux")]
public sealed class DataFolderLockTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mail-lock-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_taken_folder_names_its_holder()
    {
        using (DataFolderLock.Take(_folder))
        {
            Assert.Contains($"in use by process {Environment.ProcessId}", Refusal(), StringComparison.Ordinal);
            Assert.Equal(Environment.ProcessId, DataFolderLock.HolderOf(_folder));
        }

        Assert.Null(DataFolderLock.HolderOf(_folder));
        DataFolderLock.Take(_folder).Dispose();
    }

    [Fact]
    public void A_full_disk_is_told_as_such_and_leaves_no_lock()
    {
        // Opens well, and has no room for a single octet.
        var holder = Path.Combine(_folder, "pid");
        File.CreateSymbolicLink(holder, "/dev/full");
        Assert.Contains("is full", Refusal(), StringComparison.Ordinal);
        File.Delete(holder);
        DataFolderLock.Take(_folder).Dispose();
    }

    [Fact]
    public void A_folder_that_may_not_be_written_to_is_told_as_such()
    {
        System.IO.Directory.CreateDirectory(Path.Combine(_folder, "lock"));
        Assert.Contains("may not be written to by user", Refusal(), StringComparison.Ordinal);
        Assert.Null(DataFolderLock.HolderOf(_folder));
    }

    [Theory]
    [InlineData(30, "read-only file system")]
    [InlineData(28, "is full")]
    [InlineData(122, "is full")]
    [InlineData(5, "some fault")]
    public void Faults_of_the_disk_are_told_apart(int error, string told)
    {
        var text = DataFolderLock.Explain(_folder, new IOException("some fault", error));
        Assert.Contains(told, text, StringComparison.Ordinal);
        Assert.DoesNotContain("in use", text, StringComparison.Ordinal);
    }

    private string Refusal() => Assert.Throws<StoreUnavailableException>(() => DataFolderLock.Take(_folder)).Message;
}
