using System.Globalization;
using System.Security.Cryptography;
using Mail.Storage.Segments;
using Mail.Storage.Sql;
using Mail.Storage.Sqlite;

namespace Mail.Storage;

/// <summary>
/// The halves of a data folder: addresses and folders in <c>mail.db</c>, the mail itself in <c>segments/</c>. Either would start as if it were new
/// when the other is gone, and refuse everybody's mail for good or show old mail as unreadable; so they are looked at before anything is made.
/// Both carry the id that they got together: SQLite's user_version, and <c>segments/id</c>. Folders from before that get one when they are opened.
/// </summary>
internal static class StoreParts
{
    public static string DatabaseOf(string dataFolder) => Path.Combine(dataFolder, "mail.db");

    public static string SegmentsOf(string dataFolder) => Path.Combine(dataFolder, "segments");

    /// <summary>What is missing, as far as the names of files tell; null: nothing.</summary>
    public static string? MissingIn(string dataFolder)
    {
        var hasDatabase = new FileInfo(DatabaseOf(dataFolder)) is { Exists: true, Length: > 0 };
        var hasMail = HasSegments(dataFolder);
        return !hasDatabase && hasMail ? NoDatabase(Path.GetFullPath(dataFolder))
            : hasDatabase && !hasMail && !IsUnused(SegmentsOf(dataFolder)) ? NoSegments(Path.GetFullPath(dataFolder))
            : null;
    }

    /// <summary>Why a database and the segments beside it cannot be used together; null: they can.</summary>
    public static string? MismatchOf(string dataFolder, SqliteConnection database) =>
        IdIn(database) is { } one && IdIn(dataFolder) is { } other && one != other
            ? $"mail.db and segments/ in {Path.GetFullPath(dataFolder)} do not belong together: one is another server's. Restore both from the same backup."
            : null;

    /// <summary>Lets both have the same id; for the process that holds the folder's lock.</summary>
    /// <exception cref="StoreUnavailableException">They do not belong together.</exception>
    public static void Join(string dataFolder, SqliteConnection database)
    {
        if (MismatchOf(dataFolder, database) is { } mismatch)
        {
            throw new StoreUnavailableException(mismatch);
        }

        var (inDatabase, inSegments) = (IdIn(database), IdIn(dataFolder));
        var id = inSegments ?? inDatabase ?? RandomNumberGenerator.GetInt32(1, int.MaxValue);
        if (inSegments is null)
        {
            WriteId(dataFolder, id);
        }

        if (inDatabase is null)
        {
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {id}"));
        }
    }

    private static string NoDatabase(string dataFolder) =>
        $"mail.db is missing in {dataFolder}, though segments/ holds mail. Restore mail.db from a backup; to start anew without that mail, move segments/ away.";

    private static string NoSegments(string dataFolder) =>
        $"The mail in segments/ is missing in {dataFolder}, though mail.db is there. Is its disk mounted? Restore segments/ from a backup; to start anew, move mail.db away (and mail.db-wal and mail.db-shm, if they are there).";

    private static bool HasSegments(string dataFolder) =>
        System.IO.Directory.Exists(SegmentsOf(dataFolder)) && SegmentFile.List(SegmentsOf(dataFolder)).Count > 0;

    /// <summary>A log that has never had a segment; it has a checkpoint before there is a database.</summary>
    private static bool IsUnused(string segments) =>
        File.Exists(Path.Combine(segments, CheckpointFile.Name)) && CheckpointFile.Read(segments)?.Segment is null or 0;

    private static int? IdIn(SqliteConnection database)
    {
        var id = 0L;
        database.Run([new SqlStatement("PRAGMA user_version")], (_, row) => id = row.Number(0));
        return id == 0 ? null : (int)id;
    }

    /// <summary>What a crash left half written counts as none.</summary>
    private static int? IdIn(string dataFolder)
    {
        var file = FileOf(dataFolder);
        return File.Exists(file) && File.ReadAllText(file) is [.., '\n'] text && int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id : null;
    }

    private static void WriteId(string dataFolder, int id)
    {
        using (var file = new FileStream(FileOf(dataFolder), FileMode.Create, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}\n")));
            file.Flush(flushToDisk: true);
        }

        new SegmentDisk().SyncFolder(SegmentsOf(dataFolder));
    }

    private static string FileOf(string dataFolder) => Path.Combine(SegmentsOf(dataFolder), "id");
}
