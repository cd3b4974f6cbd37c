using System.Diagnostics;
using System.Globalization;
using Mail.Silo.Cli.Output;
using Mail.Storage;

namespace Mail.Silo.Cli.Doctor;

/// <summary>The stores: as the running server sees them, or looked into without changing anything.</summary>
internal static class StoreCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<Finding>> RunAsync(Patient patient, CancellationToken cancellation)
    {
        if (patient.Answers)
        {
            return [.. Cell.At(patient.Server, "parts").EnumerateObject().Select(p => p.Value.GetString() == "ok"
                ? Finding.Ok("part " + p.Name, "ok")
                : Finding.Fail("part " + p.Name, Cell.Text(p.Value), "The server's log says more."))];
        }

        if (patient.Options.Postgres is { } connection)
        {
            return [await PostgresAsync(connection, cancellation)];
        }

        return patient.ProcessId is { } pid
            ? [Finding.Warn("store", $"process {pid} has it open", "It is looked into when the server does not run.")]
            : [await FolderAsync(patient.Options.DataFolder, cancellation)];
    }

    private static async Task<Finding> FolderAsync(string folder, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "mail.db");
        if (!File.Exists(file) && StoreInspection.FaultOfFolder(folder) is null)
        {
            return Finding.Ok("store", "none yet: the first start makes it");
        }

        var began = Stopwatch.GetTimestamp();
        try
        {
            if (StoreInspection.FaultOfFolder(folder) is { } fault)
            {
                return Finding.Fail("store", fault, "The server does not start like this.");
            }

            var (version, damage) = await Task.Run(() => StoreInspection.OfDatabaseFile(file), cancellation).WaitAsync(Patience, cancellation);
            var figure = string.Create(CultureInfo.InvariantCulture, $"{file}, {Cell.Bytes(new FileInfo(file).Length)}, schema {version}, checked in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
            return damage.Count > 0
                ? Finding.Fail("store", $"{file} is damaged: {damage[0]}", "Do not start the server on it: restore a backup, or copy the folder and try 'sqlite3 mail.db .recover'.")
                : Version(figure, version);
        }
        catch (StoreUnavailableException error)
        {
            return Finding.Fail("store", error.Message, "Is it readable for this user, and a file of this program? Else restore a backup.");
        }
        catch (TimeoutException)
        {
            return Finding.Warn("store", $"{file} was not checked to its end within {Patience.TotalMinutes:0} min", "It is large, or the disk slow.");
        }
    }

    private static async Task<Finding> PostgresAsync(string connection, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var (server, version) = await StoreInspection.OfPostgresAsync(connection, cancellation).WaitAsync(TimeSpan.FromSeconds(20), cancellation);
            var figure = string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {server} answers after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms, schema {version}");
            return Version(figure, version);
        }
        catch (Exception error) when (error is StoreUnavailableException or TimeoutException)
        {
            return Finding.Fail("store", $"PostgreSQL: {error.Message}", "Does it run, and may this machine and user connect (pg_hba.conf)? Check the connection string.");
        }
    }

    private static Finding Version(string figure, long version) => version > StoreInspection.NewestVersion
        ? Finding.Fail("store", figure, $"A newer release wrote it; this one knows schema {StoreInspection.NewestVersion}: install that release again.")
        : version > 0 && version < StoreInspection.OldestVersion
        ? Finding.Fail("store", figure, $"An early build wrote it; this release converts nothing before schema {StoreInspection.OldestVersion}: take another data folder or database.")
        : Finding.Ok("store", version < StoreInspection.NewestVersion ? $"{figure}; the next start brings it to {StoreInspection.NewestVersion}" : figure);
}
