using System.Globalization;

namespace Fuzz;

/// <summary>One target under mutated inputs for a while. From one seed the inputs are the same in every run.</summary>
internal sealed class Campaign(FuzzTarget target, int seed, string corpus, string findings)
{
    private const int MostKept = 4000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HashSet<int> _shapes = [];
    private readonly List<byte[]> _pool = [];

    public long Runs { get; private set; }

    public TimeSpan Slowest { get; private set; }

    public int Kept => _pool.Count;

    /// <summary>Runs the corpus and then mutations of it; returns what failed and where its input lies, or null.</summary>
    public string? Run(TimeSpan time, long mostRuns)
    {
        var watchdog = new Watchdog(Patience, input =>
        {
            Console.WriteLine($"{target.Name}: HANG, input in {Save(input)}, seed {seed}, run {Runs}");
            Environment.Exit(1);
        });
        watchdog.Start();
        var folder = Path.Combine(corpus, target.Name);
        string[] kept = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        foreach (var path in kept.Order(StringComparer.Ordinal))
        {
            if (One(File.ReadAllBytes(path), watchdog) is { } failure)
            {
                return $"{Path.GetFileName(path)}: {failure}";
            }
        }

        if (_pool.Count == 0)
        {
            _pool.Add([.. "x"u8]);
        }

        var random = new Random(seed);
        var mutator = new Mutator(target.Tokens, target.MostOctets);
        var began = TimeProvider.System.GetTimestamp();
        while (Runs < mostRuns && TimeProvider.System.GetElapsedTime(began) < time)
        {
            var input = mutator.Mutate(_pool[random.Next(_pool.Count)], _pool[random.Next(_pool.Count)], random);
            if (One(input, watchdog) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    /// <summary>Runs one input; null if all held.</summary>
    public string? One(byte[] input, Watchdog watchdog)
    {
        Runs++;
        watchdog.Enter(input);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var shape = target.Run(input, new Random(input.Length));
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var allowed = target.FixedAllocation + (target.AllocationPerOctet * input.Length);
            if (allocated > allowed)
            {
                throw new OracleException($"{allocated} octets allocated for {input.Length} octets of input; {allowed} allowed");
            }

            if (_pool.Count < MostKept && _shapes.Add(shape))
            {
                _pool.Add(input);
            }

            return null;
        }
        catch (Exception failure)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"seed {seed}, run {Runs}, input in {Save(input)}: {failure.GetType().Name}: {failure.Message}\n{failure.StackTrace}");
        }
        finally
        {
            var took = watchdog.Leave();
            Slowest = took > Slowest ? took : Slowest;
        }
    }

    private string Save(byte[] input)
    {
        Directory.CreateDirectory(findings);
        var path = Path.Combine(findings, $"{target.Name}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..12]}");
        File.WriteAllBytes(path, input);
        return path;
    }
}
