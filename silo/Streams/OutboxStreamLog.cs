namespace Mail.Silo.Streams;

/// <summary>What operators read about events that were not delivered.</summary>
internal sealed partial class OutboxStreamLog(ILogger<OutboxStreamLog> logger)
{
    public void Refused(string stream, OutboxBatch batch, int most) =>
        LogRefused(logger, batch.RowId, stream, batch.StreamId.GetKeyAsString(), batch.Attempts, most, batch.Error);

    public void Buried(string stream, in SettledRow row) => LogBuried(logger, row.Id, stream, row.Key, row.Error!);

    public void StoreFailed(string stream, int partition, Exception error) => LogStoreFailed(logger, stream, partition, error.Message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {Id} of stream {Stream} for {Key} was not taken (attempt {Attempt} of {Most}): {Error}")]
    private static partial void LogRefused(ILogger logger, long id, string stream, string key, int attempt, int most, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Id} of stream {Stream} for {Key} is a dead letter: {Error}")]
    private static partial void LogBuried(ILogger logger, long id, string stream, string key, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Queue {Partition} of stream {Stream} waits for the store: {Error}")]
    private static partial void LogStoreFailed(ILogger logger, string stream, int partition, string error);
}
