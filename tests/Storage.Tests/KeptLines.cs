using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mail.Storage.Tests;

/// <summary>What was logged.</summary>
internal sealed class KeptLines : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text, Exception? Cause)> _lines = new();

    public IReadOnlyList<(LogLevel Level, string Text, Exception? Cause)> Lines => [.. _lines];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, formatter(state, exception), exception));
}
