using System.Globalization;
using System.Text.Json.Nodes;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli.Import;

/// <summary>Counts of an import, its progress while it runs, and its summary.</summary>
internal sealed class ImportReport(CliCall call)
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan InLog = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<(string Source, string Reason)> _skipped = [];
    private readonly long _began = call.Time.GetTimestamp();
    private readonly ImportProgress? _bar = Console.IsErrorRedirected ? null : new ImportProgress(Console.Error);
    private long _said = call.Time.GetTimestamp();
    private long _imported;
    private long _present;
    private long _replayed;
    private long _octets;

    /// <summary>Does the work, with a bar that shows how far it is where somebody looks.</summary>
    public Task WatchAsync(Func<Task> work) => _bar is null ? work() : _bar.WatchAsync(work);

    /// <summary>Whether there is something to tell.</summary>
    public bool HasNews => _imported + _present + _replayed + _skipped.Count > 0;

    public void Imported(ImportItem item, long octets) => Count(item, () => (_imported, _octets) = (_imported + 1, _octets + octets));

    public void WasThere(ImportItem item) => Count(item, () => _present++);

    /// <summary>The server remembers it from an earlier run.</summary>
    public void WasImported(ImportItem item) => Count(item, () => _replayed++);

    public void Skipped(string source, string reason)
    {
        lock (_lock)
        {
            _skipped.Add((source, reason));
            var text = DisplayText.Safe($"skipped {source}: {reason}");
            if (_bar is null)
            {
                call.Error.WriteLine(text);
            }
            else
            {
                _bar.WriteLine(text);
            }
        }
    }

    /// <summary>Prints the summary; the exit code.</summary>
    public int End()
    {
        var seconds = Math.Max(0.001, call.Time.GetElapsedTime(_began).TotalSeconds);
        if (call.WantsJson)
        {
            call.Out.WriteLine(new JsonObject
            {
                ["imported"] = _imported, ["alreadyThere"] = _present + _replayed, ["bytes"] = _octets, ["seconds"] = Math.Round(seconds, 3),
                ["skipped"] = new JsonArray([.. _skipped.Select(s => (JsonNode)new JsonObject { ["source"] = s.Source, ["reason"] = s.Reason })]),
            }.ToJsonString());
        }
        else
        {
            call.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Imported {_imported:n0} messages ({Cell.Bytes(_octets)}) in {seconds:0.0} s, {_imported / seconds:n0} a second. Already there: {_present + _replayed:n0}. Skipped: {_skipped.Count:n0}."));
            if (_replayed > 0)
            {
                call.Out.WriteLine($"{_replayed:n0} of those already there were imported within the last day; if they were deleted since, --again brings them back.");
            }
        }

        return _skipped.Count == 0 ? ExitCode.Ok : ExitCode.Refused;
    }

    private void Count(ImportItem item, Action count)
    {
        lock (_lock)
        {
            count();
            if (call.Time.GetElapsedTime(_said) >= (_bar is null ? InLog : OnTerminal))
            {
                _said = call.Time.GetTimestamp();
                Say(item.Progress);
            }
        }
    }

    private void Say(double progress)
    {
        var rate = _imported / call.Time.GetElapsedTime(_began).TotalSeconds;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{_imported:n0} imported, {_present + _replayed:n0} already there, {_skipped.Count:n0} skipped; {Cell.Bytes(_octets)}, {rate:n0} a second");
        if (_bar is null)
        {
            call.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{progress:0%}  {text}"));
        }
        else
        {
            _bar.Show(progress, text);
        }
    }
}
