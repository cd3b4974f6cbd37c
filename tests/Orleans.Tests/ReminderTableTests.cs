using Mail.Conformance.Orleans;
using Mail.Silo.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Mail.Cluster.Tests;

public sealed class SqliteReminderTableTests : ReminderTableKit
{
    private readonly EmbeddedStore _store = new();

    public override async Task DisposeAsync() => await _store.DisposeAsync();

    protected override async Task<IReminderTable> OpenAsync() => new RelationalReminderTable((await _store.OpenAsync()).Reminders!);
}

public sealed class PostgresReminderTableTests : ReminderTableKit
{
    private readonly PostgresSilo _silo = new();

    public override async Task DisposeAsync() => await _silo.DisposeAsync();

    protected override async Task<IReminderTable> OpenAsync()
    {
        var table = (await _silo.OpenAsync()).GetRequiredService<IReminderTable>();
        await table.StartAsync();
        return table;
    }
}
