namespace Mail.Storage.Sql;

/// <summary>
/// What the relational ports need of a database, so that each is written once. Both methods throw
/// <see cref="StoreUnavailableException"/> or <see cref="StoreFullException"/>.
/// </summary>
internal interface ISqlDatabase
{
    /// <summary>Runs queries on one snapshot; <paramref name="onRow"/> gets the statement's index and each of its rows.</summary>
    ValueTask ReadAsync(SqlStatement[] statements, Action<int, ISqlRow> onRow, CancellationToken cancellation);

    /// <summary>Runs statements in order in one transaction and returns once it is durable. Rows come before that: keep, do not publish them.</summary>
    ValueTask WriteAsync(SqlStatement[] statements, Action<ISqlRow>? onRow, CancellationToken cancellation);
}
