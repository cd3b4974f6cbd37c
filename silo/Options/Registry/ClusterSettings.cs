using static Mail.Silo.Options.Registry.Define;

namespace Mail.Silo.Options.Registry;

/// <summary>The silo: where grains of other processes reach those of this one.</summary>
internal static class ClusterSettings
{
    private const string Rule = ", on 127.0.0.1; the next free one where the standard port is taken";

    public static IEnumerable<Setting> All =>
    [
        Port("cluster.silo_port", "--silo-port", "Between silos" + Rule, o => o.SiloPort, (o, v) => o.SiloPort = v),
        Port("cluster.client_port", "--silo-client-port", "For clients of the silo" + Rule, o => o.SiloClientPort, (o, v) => o.SiloClientPort = v),
    ];
}
