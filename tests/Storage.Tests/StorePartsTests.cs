using System.Buffers;
using Mail.Conformance.Storage;
using Mail.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail.Storage.Tests;

/// <summary>A data folder of which a half is missing or another's.</summary>
public sealed class StorePartsTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mail-parts-").FullName;

    private string Database => Path.Combine(_folder, "mail.db");

    private string Segments => Path.Combine(_folder, "segments");

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Mail_without_its_database_is_not_taken_for_a_new_server()
    {
        await RunAsync(_folder);
        File.Delete(Database);
        await RefusedAsync("mail.db is missing");
        await File.WriteAllBytesAsync(Database, []);
        await RefusedAsync("mail.db is missing");
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(true, "checkpoint")]
    public async Task A_database_without_its_mail_is_not_used(bool hasFolder, string rest)
    {
        await RunAsync(_folder);
        if (!hasFolder)
        {
            System.IO.Directory.Delete(Segments, recursive: true);
        }
        else
        {
            System.IO.Directory.EnumerateFiles(Segments).Where(f => Path.GetFileName(f) != rest).ToList().ForEach(File.Delete);
        }

        await RefusedAsync("segments/ is missing");
        await RefusedAsync("segments/ is missing");
    }

    [Fact]
    public async Task Halves_of_two_servers_do_not_go_together()
    {
        var other = System.IO.Directory.CreateTempSubdirectory("mail-parts-").FullName;
        try
        {
            await RunAsync(_folder);
            await RunAsync(other);
            File.Copy(Path.Combine(other, "mail.db"), Database, overwrite: true);
            await RefusedAsync("do not belong together");
        }
        finally
        {
            System.IO.Directory.Delete(other, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_from_before_there_were_ids_opens_and_has_one_then()
    {
        await RunAsync(_folder);
        File.Delete(Path.Combine(Segments, "id"));
        using (var connection = SqliteConnection.Open(Database, readOnly: false, TimeSpan.FromSeconds(1)))
        {
            connection.Execute("PRAGMA user_version = 0");
        }

        await RunAsync(_folder);
        Assert.True(File.Exists(Path.Combine(Segments, "id")));
        Assert.Null(StoreInspection.FaultOfFolder(_folder));
    }

    [Fact]
    public async Task A_start_that_ended_before_the_database_was_made_can_be_repeated()
    {
        await using (await OpenAsync(_folder))
        {
        }

        File.Delete(Database);
        await RunAsync(_folder);
    }

    private async Task RefusedAsync(string why)
    {
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(_folder).AsTask());
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("backup", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(refusal.Message, StoreInspection.FaultOfFolder(_folder));
    }

    private static async Task RunAsync(string folder)
    {
        await using var storage = await OpenAsync(folder);
        await storage.Blobs.WriteAsync(new ReadOnlySequence<byte>(Records.Bytes(100)), default);
    }

    private static ValueTask<MailStorage> OpenAsync(string folder) => MailStorage.OpenAsync(
        new StorageOptions { DataFolder = folder, Sqlite = { CacheMiB = 4 }, Segments = { SegmentBytes = 64 << 10, FirstSegmentBytes = 64 << 10, ReserveBytes = 0 } },
        TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
}
