using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mail.Conformance.Postgres;

/// <summary>
/// A real PostgreSQL server in a temporary folder, reached by a Unix socket, one per test process. It ends with the process, however
/// that ends: its shell waits on a pipe that closes then, and removes the folder.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<Task<PostgresServer>> Started = new(StartAsync);

    private readonly string _binaries;
    private readonly string _folder;
    private readonly Process _shell;
    private readonly ConcurrentQueue<string> _log = [];
    private int _databases;

    private PostgresServer(string binaries, string folder, Process shell)
    {
        _binaries = binaries;
        _folder = folder;
        _shell = shell;
    }

    /// <summary>Folder of the socket <c>.s.PGSQL.5432</c>; Npgsql takes it as a host.</summary>
    public string SocketFolder => _folder;

    public string SocketPath => Path.Combine(_folder, ".s.PGSQL.5432");

    /// <summary>The server of this test process, started at the first call.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed or does not start.</exception>
    public static Task<PostgresServer> SharedAsync() => Started.Value;

    /// <summary>An empty database, as a connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await RunAsync(Path.Combine(_binaries, "createdb"), "-h", _folder, "-U", "mail", name);
        return ConnectionString(_folder, 5432, name);
    }

    public static string ConnectionString(string host, int port, string database) =>
        $"Host={host};Port={port};Username=mail;Database={database};Maximum Pool Size=20";

    private static async Task<PostgresServer> StartAsync()
    {
        var binaries = FindBinaries();
        var folder = System.IO.Directory.CreateTempSubdirectory("mail-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", folder);
        }

        var data = Path.Combine(folder, "data");
        await RunAsync([.. AsServerUser(), Path.Combine(binaries, "initdb"), "-D", data, "-U", "mail", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);

        // A child of nobody: test runners kill the tree of their process before it can tidy up.
        const string Script = """
            exec 3<&0
            (
                "$0" -D "$1" -k "$2" -c listen_addresses='' -c fsync=on -c max_connections=200 -c shared_buffers=64MB -c max_wal_size=512MB 3<&- &
                server=$!
                read -r _ <&3
                kill -QUIT $server
                wait $server
                rm -rf "$2"
            ) &
            """;
        var shell = Start([.. AsServerUser(), "sh", "-c", Script, Path.Combine(binaries, "postgres"), data, folder]);
        var server = new PostgresServer(binaries, folder, shell);
        await server.ReadyAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Stop();
        return server;
    }

    private static string FindBinaries()
    {
        var versions = System.IO.Directory.Exists("/usr/lib/postgresql") ? System.IO.Directory.GetDirectories("/usr/lib/postgresql") : [];
        return versions.Select(v => Path.Combine(v, "bin")).OrderDescending()
            .FirstOrDefault(b => File.Exists(Path.Combine(b, "initdb")) && File.Exists(Path.Combine(b, "postgres")))
            ?? throw new InvalidOperationException(
                "These tests need a real PostgreSQL server in /usr/lib/postgresql/*/bin: install Debian's package 'postgresql'.");
    }

    private static string[] AsServerUser() =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] : [];

    private static Process Start(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} does not start.");
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Start(command);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {errors}{await output}");
        }
    }

    private async Task ReadyAsync()
    {
        while (await _shell.StandardError.ReadLineAsync() is { } line)
        {
            _log.Enqueue(line);
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                // Somebody must read on, or the server stops at a full pipe.
                _ = _shell.StandardError.BaseStream.CopyToAsync(Stream.Null);
                _ = _shell.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return;
            }
        }

        throw new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', _log)}");
    }

    private void Stop() => _shell.StandardInput.Close();
}
