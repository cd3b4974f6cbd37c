using System.Globalization;
using Fuzz;
using Fuzz.Targets;

// Fuzz [--seconds N] [--target NAME] [--seed N] [--runs N] [--corpus FOLDER] [--findings FOLDER]
// Exit code 1 if anything failed; the last line sums up.
var options = new Dictionary<string, string>();
for (var i = 0; i + 1 < args.Length; i += 2)
{
    options[args[i]] = args[i + 1];
}

var all = Targets.All();
var chosen = all.Where(t => !options.TryGetValue("--target", out var name) || t.Name == name).ToList();
if (chosen.Count == 0 || args.Length % 2 != 0)
{
    Console.Error.WriteLine("Targets: " + string.Join(' ', all.Select(t => t.Name)));
    return 2;
}

var seed = options.TryGetValue("--seed", out var given) ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount & 0xFFFFFF;
var seconds = double.Parse(options.GetValueOrDefault("--seconds", "20"), CultureInfo.InvariantCulture) / chosen.Count;
var runs = long.Parse(options.GetValueOrDefault("--runs", "9000000000"), CultureInfo.InvariantCulture);
var corpus = options.GetValueOrDefault("--corpus", Path.Combine(AppContext.BaseDirectory, "corpus"));
var findings = options.GetValueOrDefault("--findings", Path.Combine(Path.GetTempPath(), "mail-fuzz"));
var (failed, total) = (0, 0L);
foreach (var target in chosen)
{
    var campaign = new Campaign(target, seed, corpus, findings);
    var began = TimeProvider.System.GetTimestamp();
    var failure = campaign.Run(TimeSpan.FromSeconds(seconds), runs);
    var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    total += campaign.Runs;
    failed += failure is null ? 0 : 1;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{target.Name}: {campaign.Runs} runs, {campaign.Runs / took:F0}/s, {campaign.Kept} shapes, slowest {campaign.Slowest.TotalMilliseconds:F0} ms, seed {seed}"));
    if (failure is not null)
    {
        Console.WriteLine($"{target.Name}: FAILED {failure}\n  again: --target {target.Name} --seed {seed}");
    }
}

Console.WriteLine($"targets={chosen.Count} runs={total} failed={failed} seed={seed}");
return failed == 0 ? 0 : 1;
