using Mail.Silo.Options;
using Microsoft.Extensions.Logging.Console;

namespace Mail.Silo.Logging;

/// <summary>OPS-6: the log on standard output.</summary>
internal static class LoggingComposition
{
    /// <summary>Text or JSON lines; the framework's own chatter only from warnings on. The level is looked at for each line, so that it can change.</summary>
    public static void AddServerLogging(this ILoggingBuilder logging, SiloOptions options)
    {
        logging.SetMinimumLevel(LogLevel.Trace);
        logging.AddFilter(level => level >= options.LogLevel);
        foreach (var category in (string[])["Microsoft", "System", "Orleans"])
        {
            logging.AddFilter(category, level => level >= options.LogLevel && level >= LogLevel.Warning);
        }

        // Each placement of a grain is an "execution attempt" there, at Information.
        logging.AddFilter("Polly", level => level >= options.LogLevel && level >= LogLevel.Warning);

        // A change that is told to a session which has just gone: to Orleans an error, here the end of each session.
        logging.AddFilter("Orleans.Runtime.HostedClient", level => level >= options.LogLevel && level >= LogLevel.Critical);

        // At each start: advice to use the server GC, which measured no better here, and a stall of the watchdog that began before it.
        logging.AddFilter("Orleans.Runtime.Silo", level => level >= options.LogLevel && level >= LogLevel.Error);
        logging.AddFilter("Orleans.Runtime.Watchdog", level => level >= options.LogLevel && level >= LogLevel.Error);

        // The agent of a stream logs each failed delivery twice, with stack traces; OutboxStreamLog says it once, with the count.
        logging.AddFilter("Orleans.Streams.PersistentStreamPullingAgent", level => level >= options.LogLevel && level >= LogLevel.Critical);
        logging.AddFilter("Orleans.Streams.outbox", level => level >= options.LogLevel && level >= LogLevel.Critical);

        // A start that fails is reported in one sentence by ServerProcess.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.Services.AddSingleton<ConsoleFormatter>(new ServerLogFormatter(options.JsonLogs, TimeProvider.System));
        logging.AddConsole(console => console.FormatterName = ServerLogFormatter.FormatterName);
    }
}
