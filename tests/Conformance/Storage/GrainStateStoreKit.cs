using Mail.Storage.GrainState;

namespace Mail.Conformance.Storage;

/// <summary>What every <see cref="IGrainStateStore"/> must do.</summary>
public abstract class GrainStateStoreKit : StoreKit
{
    private static readonly byte[] One = [1, 2, 3];
    private static readonly byte[] Two = [4];

    private IGrainStateStore State => Stores.GrainState!;

    [Fact]
    public async Task What_was_written_is_read_after_a_restart_with_its_version()
    {
        Assert.Null(await State.ReadAsync("tenant", "acme", None));
        var etag = await State.WriteAsync("tenant", "acme", One, null, None);
        await ReopenAsync();

        var row = await State.ReadAsync("tenant", "acme", None);
        Assert.Equal(One, row!.Value.Data.ToArray());
        Assert.Equal(etag, row.Value.ETag);
        Assert.Null(await State.ReadAsync("tenant", "other", None));
        Assert.Null(await State.ReadAsync("domain", "acme", None));
    }

    [Fact]
    public async Task A_write_needs_the_stored_version()
    {
        var first = await State.WriteAsync("s", "g", One, null, None);
        Assert.NotNull(first);
        Assert.Null(await State.WriteAsync("s", "g", Two, null, None));
        Assert.Null(await State.WriteAsync("s", "g", Two, "nonsense", None));

        var second = await State.WriteAsync("s", "g", Two, first, None);
        Assert.NotNull(second);
        Assert.NotEqual(first, second);
        Assert.Null(await State.WriteAsync("s", "g", One, first, None));
        Assert.Equal(Two, (await State.ReadAsync("s", "g", None))!.Value.Data.ToArray());
        Assert.Null(await State.WriteAsync("s", "absent", One, second, None));
    }

    [Fact]
    public async Task A_clear_needs_the_stored_version()
    {
        var etag = await State.WriteAsync("s", "g", One, null, None);
        Assert.False(await State.ClearAsync("s", "g", "nonsense", None));
        Assert.False(await State.ClearAsync("s", "g", null, None));
        Assert.True(await State.ClearAsync("s", "g", etag, None));
        Assert.False(await State.ClearAsync("s", "g", etag, None));
        Assert.True(await State.ClearAsync("s", "g", null, None));
        Assert.Null(await State.ReadAsync("s", "g", None));
    }

    [Fact]
    public async Task A_version_does_not_come_back_after_a_clear()
    {
        var old = await State.WriteAsync("s", "g", One, null, None);
        await State.ClearAsync("s", "g", old, None);
        await State.WriteAsync("s", "g", Two, null, None);

        Assert.Null(await State.WriteAsync("s", "g", One, old, None));
        Assert.False(await State.ClearAsync("s", "g", old, None));
    }

    [Fact]
    public async Task Of_many_writers_with_one_version_one_wins()
    {
        var etag = await State.WriteAsync("s", "g", One, null, None);
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => State.WriteAsync("s", "g", new[] { (byte)i }, etag, None).AsTask()));

        var winner = Assert.Single(results, r => r is not null);
        var row = (await State.ReadAsync("s", "g", None))!.Value;
        Assert.Equal(winner, row.ETag);
        Assert.Equal([(byte)Array.IndexOf(results, winner)], row.Data.ToArray());
    }

    [Fact]
    public async Task Empty_and_large_states_are_kept()
    {
        var large = Records.Bytes(3 << 20);
        await State.WriteAsync("s", "empty", default, null, None);
        await State.WriteAsync("s", "large", large, null, None);

        Assert.Equal(0, (await State.ReadAsync("s", "empty", None))!.Value.Data.Length);
        Assert.Equal(large, (await State.ReadAsync("s", "large", None))!.Value.Data.ToArray());
    }
}
