using Orleans;
using Orleans.Runtime;

namespace Mail.Conformance.Orleans;

/// <summary>What every <see cref="IReminderTable"/> of ours must do.</summary>
public abstract class ReminderTableKit : IAsyncLifetime
{
    private static readonly GrainId One = GrainId.Create("account", "one");
    private static readonly DateTime Start = new(2026, 3, 1, 12, 30, 15, 250, DateTimeKind.Utc);

    private IReminderTable _table = null!;

    public async Task InitializeAsync() => _table = await OpenAsync();

    public abstract Task DisposeAsync();

    /// <summary>Opens it; a second call opens the same data again, as a restart of the process does.</summary>
    protected abstract Task<IReminderTable> OpenAsync();

    [Fact]
    public async Task What_was_written_is_read_after_a_restart_with_its_version()
    {
        var etag = await _table.UpsertRow(Entry(One, "tick", TimeSpan.FromDays(60)));
        _table = await OpenAsync();

        var read = await _table.ReadRow(One, "tick");
        Assert.NotNull(read);
        Assert.Equal((One, "tick", Start, TimeSpan.FromDays(60), etag), (read.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        Assert.Equal(DateTimeKind.Utc, read.StartAt.Kind);
        Assert.Null(await _table.ReadRow(One, "tock"));
        Assert.Null(await _table.ReadRow(GrainId.Create("account", "two"), "tick"));
        Assert.Null(await _table.ReadRow(GrainId.Create("mailbox", "one"), "tick"));
    }

    [Fact]
    public async Task A_second_write_replaces_the_first_and_has_another_version()
    {
        var first = await _table.UpsertRow(Entry(One, "tick"));
        var second = await _table.UpsertRow(Entry(One, "tick", TimeSpan.FromMinutes(7)));
        Assert.NotEqual(first, second);

        var row = Assert.Single((await _table.ReadRows(One)).Reminders);
        Assert.Equal((TimeSpan.FromMinutes(7), second), (row.Period, row.ETag));
    }

    [Fact]
    public async Task A_grains_reminders_are_read_together()
    {
        await _table.UpsertRow(Entry(One, "a"));
        await _table.UpsertRow(Entry(One, "b"));
        await _table.UpsertRow(Entry(GrainId.Create("account", "two"), "c"));

        Assert.Equal(["a", "b"], (await _table.ReadRows(One)).Reminders.Select(r => r.ReminderName).Order());
        Assert.Empty((await _table.ReadRows(GrainId.Create("account", "three"))).Reminders);
    }

    [Fact]
    public async Task A_range_of_the_ring_has_its_end_and_not_its_beginning()
    {
        var grains = Enumerable.Range(0, 100).Select(i => GrainId.Create("account", $"{i}")).OrderBy(g => g.GetUniformHashCode()).ToArray();
        await Task.WhenAll(grains.Select(g => _table.UpsertRow(Entry(g, "tick"))));
        uint[] cuts = [0, 1, int.MaxValue, 1u << 31, uint.MaxValue, .. new[] { 0, 20, 50, 80, 99 }.Select(i => grains[i].GetUniformHashCode())];
        foreach (var begin in cuts)
        {
            foreach (var end in cuts)
            {
                var expected = grains.Where(g => Lies(g.GetUniformHashCode(), begin, end));
                var found = (await _table.ReadRows(begin, end)).Reminders.Select(r => r.GrainId).OrderBy(g => g.GetUniformHashCode());
                Assert.Equal(expected, found);
            }
        }
    }

    [Fact]
    public async Task A_removal_needs_the_stored_version()
    {
        var old = await _table.UpsertRow(Entry(One, "tick"));
        var etag = await _table.UpsertRow(Entry(One, "tick"));

        Assert.False(await _table.RemoveRow(One, "tick", old!));
        Assert.False(await _table.RemoveRow(One, "tock", etag!));
        Assert.True(await _table.RemoveRow(One, "tick", etag!));
        Assert.False(await _table.RemoveRow(One, "tick", etag!));
        Assert.Null(await _table.ReadRow(One, "tick"));
    }

    [Fact]
    public async Task A_version_does_not_come_back_after_a_removal()
    {
        var old = await _table.UpsertRow(Entry(One, "tick"));
        await _table.RemoveRow(One, "tick", old!);
        var etag = await _table.UpsertRow(Entry(One, "tick"));

        Assert.False(await _table.RemoveRow(One, "tick", old!));
        Assert.Equal(etag, (await _table.ReadRow(One, "tick"))?.ETag);
    }

    [Fact]
    public async Task Writers_at_once_leave_one_row_with_the_version_of_one_of_them()
    {
        var etags = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _table.UpsertRow(Entry(One, "tick"))));
        Assert.Equal(16, etags.Distinct().Count());
        Assert.Contains(Assert.Single((await _table.ReadRows(One)).Reminders).ETag, etags);
    }

    [Fact]
    public async Task All_can_be_cleared()
    {
        await _table.UpsertRow(Entry(One, "tick"));
        await _table.TestOnlyClearTable();
        Assert.Empty((await _table.ReadRows(0, 0)).Reminders);
    }

    /// <summary>From behind <paramref name="begin"/> on around the ring up to <paramref name="end"/>; all of it if they are the same.</summary>
    private static bool Lies(uint hash, uint begin, uint end) => begin == end || (hash != begin && hash - begin <= end - begin);

    private static ReminderEntry Entry(GrainId grain, string name, TimeSpan? period = null) =>
        new() { GrainId = grain, ReminderName = name, StartAt = Start, Period = period ?? TimeSpan.FromMinutes(1) };
}
