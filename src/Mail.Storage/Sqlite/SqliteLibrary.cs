using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Mail.Storage.Sqlite;

/// <summary>Binds SQLitePCLRaw to the system's SQLite, once per process.</summary>
internal static class SqliteLibrary
{
    // WAL, UPSERT and RETURNING (3.35) are used throughout.
    private const int OldestVersion = 3_035_000;

    private static readonly string[] Names = ["libsqlite3.so.0", "libsqlite3.so", "libsqlite3.dylib", "e_sqlite3", "sqlite3", "winsqlite3"];
    private static readonly Lazy<bool> Bound = new(Bind);

    /// <exception cref="DllNotFoundException">There is no SQLite; the message names the package.</exception>
    public static void EnsureLoaded() => _ = Bound.Value;

    private static bool Bind()
    {
        var library = LoadFirst();
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? library : 0);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        var version = raw.sqlite3_libversion_number();
        return version >= OldestVersion
            ? true
            : throw new DllNotFoundException($"SQLite {raw.sqlite3_libversion().utf8_to_string()} is too old; 3.35 or newer is needed.");
    }

    private static nint LoadFirst()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), null, out var library))
            {
                return library;
            }
        }

        throw new DllNotFoundException(
            "No SQLite library was found. Install it: 'apt-get install libsqlite3-0' (Debian, Ubuntu), 'dnf install sqlite-libs' (Fedora), 'apk add sqlite-libs' (Alpine).");
    }
}
