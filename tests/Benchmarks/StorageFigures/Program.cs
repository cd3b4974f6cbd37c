using Mail.Conformance.Postgres;
using Mail.Storage;
using Mail.Storage.Figures;
using Microsoft.Extensions.Logging.Abstractions;

// Prints figures of each backend; judges nothing. Arguments: seconds per figure (default 3), data folder (default a temporary one), one backend (embedded, postgres).
var seconds = args.Length > 0 ? double.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 3;
var only = args.Length > 2 ? args[2] : "";
var root = args.Length > 1 ? args[1] : Directory.CreateTempSubdirectory("mail-figures-").FullName;

if (only != "postgres")
{
    Console.WriteLine("== SQLite and segment files");
    await using var storage = await MailStorage.OpenAsync(
        new StorageOptions { DataFolder = Path.Combine(root, "embedded") }, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
    await StoreFigures.RunAsync(storage, TimeSpan.FromSeconds(seconds));
}

if (only != "embedded")
{
    Console.WriteLine("== PostgreSQL with its landing table");
    var server = await PostgresServer.SharedAsync();
    await using var storage = await MailStorage.OpenAsync(
        new StorageOptions { PostgreSql = await server.CreateDatabaseAsync() }, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
    await StoreFigures.RunAsync(storage, TimeSpan.FromSeconds(seconds));
}

if (args.Length <= 1)
{
    Directory.Delete(root, recursive: true);
}
