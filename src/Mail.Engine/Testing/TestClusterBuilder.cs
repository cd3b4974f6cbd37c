using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>Composes a cluster inside the test's process.</summary>
public class TestClusterBuilder(short initialSilosCount)
{
    private readonly List<Action<IHostBuilder>> _hosts = [];
    private readonly List<Action<Hosting.ISiloBuilder>> _silos = [];

    public TestClusterBuilder()
        : this(1)
    {
    }

    public TestClusterOptions Options { get; } = new() { InitialSilosCount = initialSilosCount };

    /// <summary>Adds a configurator: an <see cref="ISiloConfigurator"/>, an <see cref="IHostConfigurator"/> or both.</summary>
    public TestClusterBuilder AddSiloBuilderConfigurator<T>()
        where T : new()
    {
        var configurator = new T();
        if (configurator is not (ISiloConfigurator or IHostConfigurator))
        {
            throw new ArgumentException($"{typeof(T)} is neither an {nameof(ISiloConfigurator)} nor an {nameof(IHostConfigurator)}.");
        }

        if (configurator is ISiloConfigurator silo)
        {
            _silos.Add(silo.Configure);
        }

        if (configurator is IHostConfigurator host)
        {
            _hosts.Add(host.Configure);
        }

        return this;
    }

    public TestCluster Build() =>
        Options.InitialSilosCount == 1
            ? new TestCluster(Options, _hosts, _silos)
            : throw new NotSupportedException($"InitialSilosCount is {Options.InitialSilosCount}; the engine runs one silo so far.");

    internal TestClusterBuilder ConfigureSilo(Action<Hosting.ISiloBuilder> configure)
    {
        _silos.Add(configure);
        return this;
    }
}
