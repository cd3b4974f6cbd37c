using Mail.Storage.GrainState;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IReminderStore"/> must do.</summary>
public abstract class ReminderStoreKit : StoreKit
{
    private IReminderStore Reminders => Stores.Reminders!;

    [Fact]
    public async Task A_reminder_survives_a_restart()
    {
        var row = Row("grain/1", "tick", 7) with { StartAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567), Period = TimeSpan.FromTicks(987654321) };
        var etag = await Reminders.UpsertAsync(row, None);
        await ReopenAsync();

        Assert.Equal(row with { ETag = etag }, await Reminders.FindAsync("grain/1", "tick", None));
        Assert.Null(await Reminders.FindAsync("grain/1", "tock", None));
        Assert.Null(await Reminders.FindAsync("grain/2", "tick", None));
    }

    [Fact]
    public async Task An_upsert_replaces_and_gives_a_new_version()
    {
        var first = await Reminders.UpsertAsync(Row("g", "n", 7), None);
        var changed = Row("g", "n", 8) with { Period = TimeSpan.FromHours(9) };
        var second = await Reminders.UpsertAsync(changed, None);

        Assert.NotEqual(first, second);
        Assert.Equal(changed with { ETag = second }, Assert.Single(await Reminders.ReadOfGrainAsync("g", None)));
    }

    [Fact]
    public async Task A_grain_reads_its_own_reminders()
    {
        await Reminders.UpsertAsync(Row("g", "a", 7), None);
        await Reminders.UpsertAsync(Row("g", "b", 7), None);
        await Reminders.UpsertAsync(Row("h", "c", 7), None);

        Assert.Equal(["a", "b"], (await Reminders.ReadOfGrainAsync("g", None)).Select(r => r.Name).Order());
        Assert.Empty(await Reminders.ReadOfGrainAsync("i", None));
    }

    [Theory]
    [InlineData(10u, 30u, "20 30")]
    [InlineData(0u, uint.MaxValue, "10 20 30 4294967295")]
    [InlineData(30u, 10u, "0 10 4294967295")]
    [InlineData(4294967295u, 0u, "0")]
    [InlineData(20u, 20u, "0 10 20 30 4294967295")]
    [InlineData(30u, 31u, "")]
    public async Task A_range_is_open_at_its_start_and_wraps_around_zero(uint first, uint last, string expected)
    {
        foreach (var hash in new[] { 0u, 10u, 20u, 30u, uint.MaxValue })
        {
            await Reminders.UpsertAsync(Row($"g{hash}", "n", hash), None);
        }

        Assert.Equal(expected, string.Join(' ', (await Reminders.ReadRangeAsync(first, last, None)).Select(r => r.Hash).Order()));
    }

    [Fact]
    public async Task A_removal_needs_the_version()
    {
        var old = await Reminders.UpsertAsync(Row("g", "n", 7), None);
        var etag = await Reminders.UpsertAsync(Row("g", "n", 7), None);

        Assert.False(await Reminders.RemoveAsync("g", "n", old, None));
        Assert.False(await Reminders.RemoveAsync("g", "n", "nonsense", None));
        Assert.True(await Reminders.RemoveAsync("g", "n", etag, None));
        Assert.False(await Reminders.RemoveAsync("g", "n", etag, None));
        Assert.Null(await Reminders.FindAsync("g", "n", None));
    }

    private static ReminderRow Row(string grain, string name, uint hash) =>
        new(grain, name, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(1), hash, "");
}
