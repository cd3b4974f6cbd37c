using System.Net;
using Orleans;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Mail.Conformance.Orleans;

/// <summary>What every <see cref="IMembershipTable"/> of ours must do, and the list of gateways that clients read from it.</summary>
public abstract class MembershipTableKit : IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 3, 1, 12, 30, 15, 250, DateTimeKind.Utc);
    private static readonly SiloAddress Nobody = Silo(9).SiloAddress;

    private IMembershipTable _table = null!;

    public async Task InitializeAsync()
    {
        _table = await OpenAsync("blue");
        await _table.InitializeMembershipTableAsync(true);
    }

    public abstract Task DisposeAsync();

    /// <summary>Opens the table as a silo of this cluster does; each call as another process.</summary>
    protected abstract Task<IMembershipTable> OpenAsync(string cluster);

    protected abstract Task<IGatewayListProvider> OpenGatewaysAsync(string cluster);

    [Fact]
    public async Task A_table_that_is_opened_again_keeps_its_version()
    {
        Assert.Empty((await _table.ReadAllAsync()).Members);
        Assert.True(await InsertAsync(Silo(1)));
        var version = (await _table.ReadAllAsync()).Version;

        var second = await OpenAsync("blue");
        await second.InitializeMembershipTableAsync(true);
        Assert.Equal(version, (await second.ReadAllAsync()).Version);
        Assert.Equal(version, (await second.ReadRowAsync(Nobody)).Version);
        Assert.Empty((await second.ReadRowAsync(Nobody)).Members);
    }

    [Fact]
    public async Task A_silo_is_read_as_it_was_inserted()
    {
        var silo = Silo(1);
        var before = (await _table.ReadAllAsync()).Version;
        Assert.True(await InsertAsync(silo));
        Assert.True(await InsertAsync(Silo(2)));

        var read = await _table.ReadRowAsync(silo.SiloAddress);
        var (entry, _) = Assert.Single(read.Members);
        Assert.Equal(
            (silo.SiloAddress, silo.SiloName, silo.HostName, silo.Status, silo.ProxyPort, silo.StartTime, silo.IAmAliveTime),
            (entry.SiloAddress, entry.SiloName, entry.HostName, entry.Status, entry.ProxyPort, entry.StartTime, entry.IAmAliveTime));
        Assert.Equal(before.Version + 2, read.Version.Version);
        Assert.Equal(2, (await _table.ReadAllAsync()).Members.Count);
    }

    [Fact]
    public async Task Of_silos_that_insert_themselves_at_once_one_wins_and_the_others_read_again()
    {
        for (var round = 0; round < 10; round++)
        {
            var version = (await _table.ReadAllAsync()).Version;
            var silos = Enumerable.Range(0, 4).Select(i => Silo((round * 4) + i + 1)).ToArray();
            var outcomes = await Task.WhenAll(silos.Select(silo => _table.InsertRowAsync(silo, version.Next())));

            Assert.Single(outcomes, true);
            var after = await _table.ReadAllAsync();
            Assert.Equal(version.Version + 1, after.Version.Version);
            Assert.Equal(round + 1, after.Members.Count);
        }
    }

    [Fact]
    public async Task A_silo_is_inserted_once()
    {
        Assert.True(await InsertAsync(Silo(1)));
        var version = (await _table.ReadAllAsync()).Version;
        Assert.False(await InsertAsync(Silo(1)));
        Assert.Equal(version, (await _table.ReadAllAsync()).Version);
        Assert.False(await _table.InsertRowAsync(Silo(2), new TableVersion(0, "0").Next()));
        Assert.Single((await _table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task A_change_has_an_effect_only_on_the_version_that_was_read()
    {
        await InsertAsync(Silo(1));
        await InsertAsync(Silo(2));
        var read = await _table.ReadAllAsync();
        var (one, oneTag) = read.Members.Single(m => m.Item1.SiloAddress.Endpoint.Port == 1);
        var (two, twoTag) = read.Members.Single(m => m.Item1.SiloAddress.Endpoint.Port == 2);
        one.Status = SiloStatus.Dead;
        one.AddSuspector(two.SiloAddress, Start.AddSeconds(5));
        Assert.True(await _table.UpdateRowAsync(one, oneTag, read.Version.Next()));

        two.Status = SiloStatus.Dead;
        Assert.False(await _table.UpdateRowAsync(two, twoTag, read.Version.Next()));
        var after = await _table.ReadAllAsync();
        Assert.Equal(read.Version.Version + 1, after.Version.Version);
        Assert.Equal(SiloStatus.Active, after.Members.Single(m => m.Item1.SiloAddress.Endpoint.Port == 2).Item1.Status);
        var dead = after.Members.Single(m => m.Item1.SiloAddress.Endpoint.Port == 1).Item1;
        Assert.Equal(SiloStatus.Dead, dead.Status);
        Assert.Equal([Tuple.Create(two.SiloAddress, Start.AddSeconds(5))], dead.SuspectTimes);
    }

    [Fact]
    public async Task A_silo_that_is_not_there_is_not_changed_and_nor_is_the_version()
    {
        await InsertAsync(Silo(1));
        var read = await _table.ReadAllAsync();
        Assert.False(await _table.UpdateRowAsync(Silo(2), read.Version.VersionEtag, read.Version.Next()));
        Assert.Equal(read.Version, (await _table.ReadAllAsync()).Version);
    }

    [Fact]
    public async Task What_fails_changes_nothing()
    {
        var version = (await _table.ReadAllAsync()).Version;
        var nameless = Silo(1);
        nameless.SiloName = null!;
        await Assert.ThrowsAnyAsync<Exception>(() => _table.InsertRowAsync(nameless, version.Next()));
        Assert.Equal(version, (await _table.ReadAllAsync()).Version);
        Assert.True(await InsertAsync(Silo(1)));
    }

    [Fact]
    public async Task Each_of_many_changes_at_once_raises_the_version_by_one()
    {
        for (var i = 1; i <= 4; i++)
        {
            await InsertAsync(Silo(i));
        }

        var before = (await _table.ReadAllAsync()).Version.Version;
        await Task.WhenAll(Enumerable.Range(1, 4).Select(async port =>
        {
            for (var done = 0; done < 5;)
            {
                var read = await _table.ReadAllAsync();
                var (entry, tag) = read.Members.Single(m => m.Item1.SiloAddress.Endpoint.Port == port);
                entry.AddSuspector(Silo((port % 4) + 1).SiloAddress, Start.AddSeconds(done));
                done += await _table.UpdateRowAsync(entry, tag, read.Version.Next()) ? 1 : 0;
            }
        }));

        var after = await _table.ReadAllAsync();
        Assert.Equal(before + 20, after.Version.Version);
        Assert.All(after.Members, m => Assert.Equal(5, m.Item1.SuspectTimes!.Count));
    }

    [Fact]
    public async Task A_sign_of_life_changes_nothing_else()
    {
        await InsertAsync(Silo(1));
        await InsertAsync(Silo(2));
        var before = await _table.ReadAllAsync();
        var alive = Silo(1);
        alive.IAmAliveTime = Start.AddMinutes(3);
        alive.Status = SiloStatus.Dead;
        await _table.UpdateIAmAliveAsync(alive);

        var after = await _table.ReadAllAsync();
        Assert.Equal(before.Version, after.Version);
        var entry = after.Members.Single(m => m.Item1.SiloAddress.Equals(alive.SiloAddress)).Item1;
        Assert.Equal((SiloStatus.Active, Start.AddMinutes(3)), (entry.Status, entry.IAmAliveTime));
        Assert.Equal(Start, after.Members.Single(m => !m.Item1.SiloAddress.Equals(alive.SiloAddress)).Item1.IAmAliveTime);
    }

    [Fact]
    public async Task Old_silos_that_are_not_active_are_cleaned_up()
    {
        await InsertAsync(Silo(1, SiloStatus.Dead));
        await InsertAsync(Silo(2, SiloStatus.Joining));
        await InsertAsync(Silo(3));
        var recent = Silo(4, SiloStatus.Dead);
        recent.IAmAliveTime = Start.AddHours(2);
        await InsertAsync(recent);

        await _table.CleanupDefunctSiloEntriesAsync(Start.AddHours(1));
        Assert.Equal([3, 4], (await _table.ReadAllAsync()).Members.Select(m => m.Item1.SiloAddress.Endpoint.Port).Order());
    }

    [Fact]
    public async Task Clusters_do_not_see_each_other_and_one_can_be_deleted()
    {
        var green = await OpenAsync("green");
        await green.InitializeMembershipTableAsync(true);
        await InsertAsync(Silo(1));
        Assert.Empty((await green.ReadAllAsync()).Members);
        Assert.True(await green.InsertRowAsync(Silo(1), (await green.ReadAllAsync()).Version.Next()));

        await _table.DeleteMembershipTableEntriesAsync("blue");
        Assert.Single((await green.ReadAllAsync()).Members);
        await _table.InitializeMembershipTableAsync(true);
        Assert.Empty((await _table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task Gateways_are_the_active_silos_with_a_port_for_clients()
    {
        var gateways = await OpenGatewaysAsync("blue");
        Assert.Empty(await gateways.GetGatewaysAsync());
        await InsertAsync(Silo(1));
        await InsertAsync(Silo(2, SiloStatus.Joining));
        await InsertAsync(Silo(3, SiloStatus.Dead));
        var without = Silo(4);
        without.ProxyPort = 0;
        await InsertAsync(without);

        var expected = SiloAddress.New(IPAddress.Loopback, 30_001, Silo(1).SiloAddress.Generation).ToGatewayUri();
        Assert.Equal([expected], await gateways.GetGatewaysAsync());
    }

    private static MembershipEntry Silo(int port, SiloStatus status = SiloStatus.Active) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 170_000_000),
        SiloName = $"silo{port}",
        HostName = "mx.example",
        Status = status,
        ProxyPort = 30_000 + port,
        StartTime = Start,
        IAmAliveTime = Start,
        SuspectTimes = [],
    };

    private async Task<bool> InsertAsync(MembershipEntry silo) => await _table.InsertRowAsync(silo, (await _table.ReadAllAsync()).Version.Next());
}
