using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>
/// The build bans these where determinism is at stake (BannedSymbols.txt in Domain and Grains); this test extends the clock's
/// and the thread's bans to all product code, with the few places that stand at the edge named.
/// </summary>
public sealed partial class TimeAndRandomnessAreInjected
{
    [Fact]
    public void No_product_code_reads_the_wall_clock_or_sleeps()
    {
        var strays = Repository.Sources("src", "grains", "gateway", "silo")
            .SelectMany(f => File.ReadLines(f).Select((line, i) => (Where: $"{Repository.Relative(f)}:{i + 1}", Line: line)))
            .Where(l => !l.Line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Banned().IsMatch(l.Line))
            .Select(l => $"{l.Where} {l.Line.Trim()}");
        Assert.Empty(strays);
    }

    [Fact]
    public void The_banned_list_is_in_force_where_it_must_be()
    {
        var targets = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.targets"));
        Assert.All((string[])["Mail.Domain", "Mail.Grains"], p => Assert.Contains($"'{p}'", targets, StringComparison.Ordinal));
        var bans = File.ReadAllText(Path.Combine(Repository.Root, "BannedSymbols.txt"));
        Assert.All(
            (string[])["Task.Run", "ConfigureAwait", "Guid.NewGuid", "Diagnostics.Stopwatch", "DateTime.UtcNow", "Task.Delay"],
            b => Assert.Contains(b, bans, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b(DateTime(Offset)?\.(Utc)?Now|Thread\.Sleep|Random\.Shared|Task\.Delay\((?![^)]*([Tt]ime|[Cc]lock|[Pp]rovider)))")]
    private static partial Regex Banned();
}
