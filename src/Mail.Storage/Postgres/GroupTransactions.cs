using Mail.Storage.Sql;
using Npgsql;

namespace Mail.Storage.Postgres;

/// <summary>
/// Runs groups as one pipelined batch, which is one transaction, and leaves the group's id in <c>queue.commits</c>. If the answer is
/// lost, that id decides: whoever asks inserts it himself, so a transaction that has not been committed by then never will be.
/// </summary>
internal sealed class GroupTransactions(NpgsqlDataSource source, FreshIds ids, PostgresOptions options, TimeProvider time)
{
    private const int GroupsPerCleaning = 2_000;
    private const string Stamp = "INSERT INTO queue.commits (id, winners) SELECT $1, ARRAY(SELECT account_key FROM mail_state.users WHERE account_key = ANY($2) AND commit_id = $1)";
    private const string Fence = "INSERT INTO queue.commits (id, winners) VALUES ($1, '{}') ON CONFLICT (id) DO NOTHING RETURNING id";
    private const string Winners = "SELECT winners FROM queue.commits WHERE id = $1";
    private const string Clean = "DELETE FROM queue.commits WHERE at < now() - interval '1 day'";

    private static readonly TimeSpan BetweenLookups = TimeSpan.FromMilliseconds(100);

    private int _groups;

    /// <summary>Runs the batch that <paramref name="fill"/> composes for the group's id.</summary>
    /// <param name="fill">Adds the commands.</param>
    /// <param name="accounts">Accounts that the group may stamp with its id.</param>
    /// <param name="onRow">Gets the index of the result and the reader; the rows are true only once this method has returned null.</param>
    /// <returns>Null if the answer came; else the accounts that a look into the store shows as committed.</returns>
    /// <exception cref="StoreUnavailableException">The outcome could not be looked up, or the group was not committed.</exception>
    public async ValueTask<long[]?> RunAsync(Action<NpgsqlBatch, Guid> fill, long[] accounts, Action<int, NpgsqlDataReader> onRow)
    {
        var id = ids.Next();
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            fill(batch, id);
            batch.BatchCommands.Add(Command(Stamp, Of(id), Of(accounts)));
            if (Interlocked.Increment(ref _groups) % GroupsPerCleaning == 0)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(Clean));
            }

            await ExecuteAsync(batch, onRow).ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (PostgresFailures.IsLostReply(failure))
        {
            return await LookUpAsync(id).ConfigureAwait(false)
                ?? throw new StoreUnavailableException($"PostgreSQL broke off a commit; nothing of it was kept. {failure.Message}", failure);
        }
    }

    public static NpgsqlBatchCommand Command(string text, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static async ValueTask ExecuteAsync(NpgsqlBatch batch, Action<int, NpgsqlDataReader> onRow)
    {
        await using var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        var result = 0;
        do
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                onRow(result, reader);
            }

            result++;
        }
        while (await reader.NextResultAsync().ConfigureAwait(false));
    }

    /// <summary>The winners of a committed group; null if it is, and stays, uncommitted.</summary>
    private async ValueTask<long[]?> LookUpAsync(Guid id)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await AskAsync(id).ConfigureAwait(false);
            }
            catch (Exception failure) when (PostgresFailures.IsOfStore(failure))
            {
                if (time.GetElapsedTime(start) > options.LookupFor)
                {
                    throw new StoreUnavailableException($"Whether group {id:N} was committed could not be looked up: {failure.Message}", failure);
                }

                await Task.Delay(BetweenLookups, time).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<long[]?> AskAsync(Guid id)
    {
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var fence = new NpgsqlCommand(Fence, connection) { Parameters = { Of(id) } };
        if (await fence.ExecuteScalarAsync().ConfigureAwait(false) is not null)
        {
            return null;
        }

        await using var winners = new NpgsqlCommand(Winners, connection) { Parameters = { Of(id) } };
        return (long[]?)await winners.ExecuteScalarAsync().ConfigureAwait(false);
    }
}
