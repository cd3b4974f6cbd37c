using Npgsql;

namespace Mail.Storage.Postgres;

/// <summary>What a failure of the driver means to the ports.</summary>
public static class PostgresFailures
{
    /// <summary>The driver, the network or the server failed: <see cref="ToPortException"/> says what that means.</summary>
    public static bool IsOfStore(Exception failure) => failure is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException;

    /// <summary>The data was wrong, the server is fine: SQLSTATE classes 22 (data) and 23 (constraints).</summary>
    public static bool IsOfStatement(Exception failure) =>
        failure is PostgresException { SqlState: var state } && (state.StartsWith("22", StringComparison.Ordinal) || state.StartsWith("23", StringComparison.Ordinal));

    /// <summary>Two transactions stood in each other's way and this one gave in; nothing of it was written.</summary>
    public static bool IsConflict(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>The answer was lost with the connection: only a lookup tells whether the transaction was committed.</summary>
    public static bool IsLostReply(Exception failure) =>
        IsOfStore(failure) && failure is not PostgresException { InvariantSeverity: not ("FATAL" or "PANIC") };

    /// <summary>The failure as the ports' docs promise it.</summary>
    public static Exception ToPortException(Exception failure) => failure switch
    {
        StoreFullException or StoreUnavailableException => failure,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new StoreFullException("The disk of PostgreSQL is full. Make room; nothing was kept of this change.", failure),
        _ when IsOfStatement(failure) => new InvalidOperationException(failure.Message, failure),
        _ => new StoreUnavailableException($"PostgreSQL does not answer: {failure.Message}", failure),
    };
}
