using Microsoft.Extensions.Logging;

namespace Mail.Storage.Sweeping;

/// <summary>
/// Deletes segments, or partitions of the landing table, to which nothing points any more. One goes only if every look during the grace time found it so: whoever has just
/// written a message files it within that time, and whoever has not yet heard that one is expunged can read it for as long.
/// </summary>
internal sealed partial class BlobSweep : IAsyncDisposable
{
    private readonly IBlobContainers _containers;
    private readonly Func<long, CancellationToken, ValueTask<bool>> _isReferenced;
    private readonly SweepOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<long, long> _unusedSince = [];
    private readonly Task _loop;

    /// <param name="containers">What is looked through.</param>
    /// <param name="isReferenced">Whether a row points into one, as of a moment behind the call.</param>
    /// <param name="options">How often, and how long they stay.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Says what went.</param>
    public BlobSweep(
        IBlobContainers containers, Func<long, CancellationToken, ValueTask<bool>> isReferenced, SweepOptions options, TimeProvider time, ILogger logger)
    {
        (_containers, _isReferenced, _options, _time, _logger) = (containers, isReferenced, options, time, logger);
        _loop = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    /// <summary>One look at all of them.</summary>
    internal async Task LookAsync()
    {
        // Before the rows are asked: what has been acknowledged by now has them by now.
        var settled = await _containers.FindSettledAsync(_stopping.Token).ConfigureAwait(false);
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
            else if (!_unusedSince.TryAdd(number, _time.GetTimestamp()) && _time.GetElapsedTime(_unusedSince[number]) >= _options.Grace)
            {
                LogDeleted(_logger, _containers.Noun, number, await _containers.DeleteAsync(number, _stopping.Token).ConfigureAwait(false));
                _unusedSince.Remove(number);
            }
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await Task.Delay(_options.Every, _time, _stopping.Token).ConfigureAwait(false);
            try
            {
                await LookAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (!_stopping.IsCancellationRequested)
            {
                LogFailed(_logger, failure, _options.Every);
            }
        }
    }

    [LoggerMessage(30, LogLevel.Information, "{Noun} {Number} is deleted: nothing points at it any more; {Bytes} bytes are free again")]
    private static partial void LogDeleted(ILogger logger, string noun, long number, long bytes);

    [LoggerMessage(31, LogLevel.Warning, "What nobody needs any more could not be looked for or deleted, next attempt in {Wait}")]
    private static partial void LogFailed(ILogger logger, Exception failure, TimeSpan wait);
}
