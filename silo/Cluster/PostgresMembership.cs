using System.Net;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Mail.Silo.Cluster;

/// <summary>Members of the cluster in PostgreSQL, by Orleans' own provider: who is there, and how soon one who is gone is missed.</summary>
internal static class PostgresMembership
{
    /// <summary>Adds it over a connection string made for Orleans' providers.</summary>
    public static void UsePostgresMembership(this ISiloBuilder silo, SiloEndpoints endpoints, string clusterId, string connectionString)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (clusterId, clusterId));
        silo.ConfigureEndpoints(IPAddress.Loopback, endpoints.SiloPort, endpoints.ClientPort);
        silo.UseAdoNetClustering(members => (members.Invariant, members.ConnectionString) = (PostgresState.Invariant, connectionString));
        silo.Configure<ClusterMembershipOptions>(members =>
        {
            // Measured: grains of a killed silo answer elsewhere after about 3 s, those of a frozen one after 4. Below 1 s a busy machine suspects the living.
            members.ProbeTimeout = TimeSpan.FromSeconds(2);
            members.NumMissedProbesLimit = 3;

            // A silo that comes back under another address waits for three of these.
            members.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
            members.TableRefreshTimeout = TimeSpan.FromSeconds(5);

            // It holds back votes against a silo for as long as its connection stands, and that of a frozen one does: 70 s.
            members.EnableConnectionLivenessCheck = false;
        });
    }
}
