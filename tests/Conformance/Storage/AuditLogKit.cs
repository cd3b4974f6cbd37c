using Mail.Storage.Audit;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IAuditLog"/> must do.</summary>
public abstract class AuditLogKit : StoreKit
{
    private static readonly DateTimeOffset At = new(2026, 3, 5, 9, 7, 1, TimeSpan.Zero);

    [Fact]
    public async Task Events_are_read_newest_first_and_whole()
    {
        var full = new AuditEvent(At, "acme", "key:1", "createUser", "a@acme.test", "192.0.2.1", "correlation", "201");
        var bare = new AuditEvent(At.AddSeconds(1), null, "system", "start", "server", null, null, null);
        await Stores.Audit.AppendAsync(full, None);
        await Stores.Audit.AppendAsync(bare, None);
        await ReopenAsync();

        var rows = await Stores.Audit.ReadAsync(null, long.MaxValue, 10, None);
        Assert.Equal([bare, full], rows.Select(r => r.Event));
        Assert.Equal([full], (await Stores.Audit.ReadAsync(null, rows[0].Id, 10, None)).Select(r => r.Event));
    }

    [Fact]
    public async Task A_tenant_sees_its_own_events_in_pages()
    {
        for (var i = 0; i < 5; i++)
        {
            await Stores.Audit.AppendAsync(new AuditEvent(At, i % 2 == 0 ? "acme" : "other", "k", "a", $"{i}", null, null, null), None);
        }

        var first = await Stores.Audit.ReadAsync("acme", long.MaxValue, 2, None);
        Assert.Equal(["4", "2"], first.Select(r => r.Event.Subject));
        Assert.Equal(["0"], (await Stores.Audit.ReadAsync("acme", first[1].Id, 2, None)).Select(r => r.Event.Subject));
        Assert.Empty(await Stores.Audit.ReadAsync("nobody", long.MaxValue, 2, None));
    }
}
