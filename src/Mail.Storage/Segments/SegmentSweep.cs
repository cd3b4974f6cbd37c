using Microsoft.Extensions.Logging;

namespace Mail.Storage.Segments;

/// <summary>
/// Deletes segments to which nothing points any more. One goes only if every look during the grace time found it so: whoever has just
/// written a message files it within that time, and whoever has not yet heard that one is expunged can read it for as long.
/// </summary>
internal sealed partial class SegmentSweep : IAsyncDisposable
{
    private readonly SegmentIngestLog _log;
    private readonly Func<long, CancellationToken, ValueTask<bool>> _isReferenced;
    private readonly SegmentOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<long, long> _unusedSince = [];
    private readonly Task _loop;

    /// <param name="log">The log whose segments they are.</param>
    /// <param name="isReferenced">Whether a row points at a segment, as of a moment behind the call.</param>
    /// <param name="options">How often, and how long they stay.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Says what went.</param>
    public SegmentSweep(
        SegmentIngestLog log, Func<long, CancellationToken, ValueTask<bool>> isReferenced, SegmentOptions options, TimeProvider time, ILogger logger)
    {
        (_log, _isReferenced, _options, _time, _logger) = (log, isReferenced, options, time, logger);
        _loop = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    /// <summary>One look at all segments.</summary>
    internal async Task LookAsync()
    {
        // Before the rows are asked: what has been acknowledged by now has them by now.
        var settled = _log.FindSettled();
        foreach (var number in _unusedSince.Keys.Except(settled).ToList())
        {
            _unusedSince.Remove(number);
        }

        foreach (var number in settled)
        {
            if (await _isReferenced(number, _stopping.Token).ConfigureAwait(false))
            {
                _unusedSince.Remove(number);
            }
            else if (!_unusedSince.TryAdd(number, _time.GetTimestamp()) && _time.GetElapsedTime(_unusedSince[number]) >= _options.SweepGrace)
            {
                LogDeleted(_logger, number, _log.Delete(number));
                _unusedSince.Remove(number);
            }
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await Task.Delay(_options.SweepEvery, _time, _stopping.Token).ConfigureAwait(false);
            try
            {
                await LookAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (!_stopping.IsCancellationRequested)
            {
                LogFailed(_logger, failure, _options.SweepEvery);
            }
        }
    }

    [LoggerMessage(30, LogLevel.Information, "Segment {Segment} is deleted: nothing points at it any more; {Bytes} bytes are free again")]
    private static partial void LogDeleted(ILogger logger, long segment, long bytes);

    [LoggerMessage(31, LogLevel.Warning, "Segments could not be swept, next attempt in {Wait}")]
    private static partial void LogFailed(ILogger logger, Exception failure, TimeSpan wait);
}
