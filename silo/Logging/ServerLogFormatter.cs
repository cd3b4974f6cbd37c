using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Mail.Gateway.Tracing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Orleans.Runtime;

namespace Mail.Silo.Logging;

/// <summary>One line for each entry, as text or as a JSON object, with the trace id, correlation id, service, user and tenant of the work it is about.</summary>
internal sealed class ServerLogFormatter(bool json, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "mail";
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // Quotes, angle brackets and the like are no danger in a log.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = entry.Formatter(entry.State, entry.Exception);
        if (json)
        {
            WriteJson(entry.LogLevel, entry.Category, entry.EventId.Id, message, entry.State as IReadOnlyList<KeyValuePair<string, object?>>, entry.Exception, textWriter);
        }
        else
        {
            WriteText(entry.LogLevel, entry.Category, entry.EventId.Id, message, entry.Exception, textWriter);
        }
    }

    /// <summary>Trace and correlation of the work: a session's own, or in a grain those of the call.</summary>
    private static (string? Trace, string? Correlation) Ids() => LogScope.Current is { } scope
        ? (scope.Trace, scope.Correlation)
        : (RequestContext.Get(LogScope.TraceKey) as string, RequestContext.Get(LogScope.CorrelationKey) as string);

    private static string Short(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private void WriteText(LogLevel level, string category, int id, string message, Exception? failure, TextWriter output)
    {
        var line = new StringBuilder(256);
        line.Append(time.GetUtcNow().ToString(Moment, CultureInfo.InvariantCulture)).Append(' ').Append(Short(level)).Append(": ").Append(category)
            .Append('[').Append(id).Append("] ");
        AppendLine(line, message);
        var (trace, correlation) = Ids();
        var scope = LogScope.Current;
        Field(line, "service", scope?.Service);
        Field(line, "trace", trace);
        Field(line, "correlation", correlation);
        Field(line, "user", scope?.User);
        Field(line, "tenant", scope?.Tenant);
        if (failure is not null)
        {
            line.Append(' ');
            AppendLine(line, failure.ToString());
        }

        output.Write(line.Append('\n'));
    }

    private static void Field(StringBuilder line, string name, string? value)
    {
        if (value is not null)
        {
            line.Append(' ').Append(name).Append('=');
            AppendLine(line, value);
        }
    }

    /// <summary>One entry is one line: nobody outside can write lines of his own into the log.</summary>
    private static void AppendLine(StringBuilder line, string text)
    {
        foreach (var c in text)
        {
            line.Append(char.IsControl(c) ? ' ' : c);
        }
    }

    private void WriteJson(
        LogLevel level, string category, int id, string message, IReadOnlyList<KeyValuePair<string, object?>>? state, Exception? failure, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", time.GetUtcNow().ToString(Moment, CultureInfo.InvariantCulture));
            writer.WriteString("level", level.ToString());
            writer.WriteString("category", category);
            writer.WriteNumber("event", id);
            writer.WriteString("message", message);
            var (trace, correlation) = Ids();
            var scope = LogScope.Current;
            Field(writer, "service", scope?.Service);
            Field(writer, "traceId", trace);
            Field(writer, "correlationId", correlation);
            Field(writer, "user", scope?.User);
            Field(writer, "tenant", scope?.Tenant);
            Fields(writer, state);
            Field(writer, "error", failure?.ToString());
            writer.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Write('\n');
    }

    private static void Field(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void Fields(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, object?>>? state)
    {
        if (state is not { Count: > 1 })
        {
            return;
        }

        writer.WriteStartObject("fields");
        foreach (var (name, value) in state)
        {
            if (name == "{OriginalFormat}")
            {
                continue;
            }

            var key = JsonNamingPolicy.CamelCase.ConvertName(name);
            switch (value)
            {
                case bool flag: writer.WriteBoolean(key, flag); break;
                case int number: writer.WriteNumber(key, number); break;
                case long number: writer.WriteNumber(key, number); break;
                case null: writer.WriteNull(key); break;
                default: writer.WriteString(key, Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            }
        }

        writer.WriteEndObject();
    }
}
