using Mail.Storage.Sql;

namespace Mail.Storage.Relational;

/// <summary>
/// Changes on conditions that the statements themselves hold. Each that has something to say returns a row with a number, and the last one
/// counts: first what holds if nothing else happens ("the tenant is there"), then what was done.
/// </summary>
internal static class ConditionalWrites
{
    /// <returns>The last number, or 0 if there was none.</returns>
    public static async ValueTask<long> DecideAsync(this ISqlDatabase database, SqlStatement[] statements, CancellationToken cancellation)
    {
        var last = 0L;
        await database.WriteAsync(statements, row => last = row.Number(0), cancellation).ConfigureAwait(false);
        return last;
    }
}
