using System.Diagnostics.CodeAnalysis;
using Mail.Domain.Identity;
using Mail.Domain.Mailboxes;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Mail.Conformance.Orleans;

/// <summary>What every <see cref="IGrainStorage"/> of ours must do.</summary>
public abstract class GrainStorageKit : IAsyncLifetime
{
    private static readonly GrainId One = GrainId.Create("tenant", "acme");

    private IGrainStorage _storage = null!;

    public async Task InitializeAsync() => _storage = await OpenAsync();

    public abstract Task DisposeAsync();

    /// <summary>Opens it; a second call opens the same data again, as a restart of the process does.</summary>
    protected abstract Task<IGrainStorage> OpenAsync();

    [Fact]
    public async Task What_was_never_written_is_new()
    {
        var state = await ReadAsync(One);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal("", state.State.Text);
    }

    [Fact]
    public async Task What_was_written_is_read_after_a_restart_with_its_version()
    {
        var written = new Held
        {
            State =
            {
                Text = "é\n\0",
                Bytes = [.. Enumerable.Range(0, 1 << 20).Select(i => (byte)i)],
                Addresses = [EmailAddress.Parse("a@acme.test"), EmailAddress.Parse("b@acme.test")],
                Quota = new MailQuota(1_000, 10),
            },
        };
        await _storage.WriteStateAsync("tenant", One, written);
        Assert.True(written.RecordExists);
        _storage = await OpenAsync();

        var read = await ReadAsync(One);
        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(written.State.Text, read.State.Text);
        Assert.Equal(written.State.Bytes, read.State.Bytes);
        Assert.Equal(written.State.Addresses, read.State.Addresses);
        Assert.Equal(new MailQuota(1_000, 10), read.State.Quota);
    }

    [Fact]
    public async Task States_are_told_apart_by_name_grain_type_and_key()
    {
        await WriteAsync(One, "here");
        Assert.False((await ReadAsync(One, "domain")).RecordExists);
        Assert.False((await ReadAsync(GrainId.Create("domain", "acme"))).RecordExists);
        Assert.False((await ReadAsync(GrainId.Create("tenant", "Acme"))).RecordExists);
    }

    [Fact]
    public async Task Keys_are_compared_as_they_are_and_not_as_numbers()
    {
        string[] keys =
        [
            "1", "01", "001", "a", "A", "0a", "1+x", "01+x", "1#x", "=1", "é", "6f9619ff8b86d011b42d00c04fc964ff", "6F9619FF8B86D011B42D00C04FC964FF",
            new string('k', 300),
        ];
        foreach (var key in keys)
        {
            await WriteAsync(GrainId.Create("tenant", key), $"of {key}");
        }

        foreach (var key in keys)
        {
            Assert.Equal($"of {key}", (await ReadAsync(GrainId.Create("tenant", key))).State.Text);
        }
    }

    [Fact]
    public async Task A_write_needs_the_stored_version()
    {
        await WriteAsync(One, "first");
        var (stale, current) = (await ReadAsync(One), await ReadAsync(One));
        current.State.Text = "second";
        await _storage.WriteStateAsync("tenant", One, current);

        stale.State.Text = "third";
        await RefusedAsync(() => _storage.WriteStateAsync("tenant", One, stale));
        await RefusedAsync(() => WriteAsync(One, "fourth"));
        Assert.Equal("second", (await ReadAsync(One)).State.Text);

        current.State.Text = "fifth";
        await _storage.WriteStateAsync("tenant", One, current);
        Assert.Equal("fifth", (await ReadAsync(One)).State.Text);
    }

    [Fact]
    public async Task Of_writers_at_once_one_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var grain = GrainId.Create("tenant", $"race{round}");
            var first = await RaceAsync(Enumerable.Range(0, 4).Select(i => new Held { State = { Text = $"{i}" } }), grain);
            Assert.Equal(first, (await ReadAsync(grain)).State.Text);

            var read = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ReadAsync(grain)));
            var second = await RaceAsync(read.Select((state, i) => { state.State.Text = $"again {i}"; return state; }), grain);
            Assert.Equal(second, (await ReadAsync(grain)).State.Text);
        }
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_can_be_written_again()
    {
        var state = await WriteAsync(One, "first");
        await _storage.ClearStateAsync("tenant", One, state);
        Assert.False(state.RecordExists);
        Assert.Equal("", state.State.Text);
        Assert.False((await ReadAsync(One)).RecordExists);

        state.State.Text = "second";
        await _storage.WriteStateAsync("tenant", One, state);
        Assert.Equal("second", (await ReadAsync(One)).State.Text);
    }

    [Fact]
    public async Task A_clear_needs_the_stored_version_unless_there_is_nothing()
    {
        var stale = await WriteAsync(One, "first");
        var current = await ReadAsync(One);
        await _storage.WriteStateAsync("tenant", One, current);
        await RefusedAsync(() => _storage.ClearStateAsync("tenant", One, stale));
        Assert.True((await ReadAsync(One)).RecordExists);

        var absent = await ReadAsync(GrainId.Create("tenant", "absent"));
        await _storage.ClearStateAsync("tenant", GrainId.Create("tenant", "absent"), absent);
        Assert.False(absent.RecordExists);
    }

    [Fact]
    public async Task A_version_does_not_come_back_after_a_clear()
    {
        var old = await WriteAsync(One, "first");
        var current = await ReadAsync(One);
        await _storage.ClearStateAsync("tenant", One, current);
        await RefusedAsync(() => _storage.WriteStateAsync("tenant", One, old));

        var next = await ReadAsync(One);
        next.State.Text = "second";
        await _storage.WriteStateAsync("tenant", One, next);
        await RefusedAsync(() => _storage.WriteStateAsync("tenant", One, old));
        await RefusedAsync(() => _storage.ClearStateAsync("tenant", One, old));
        Assert.Equal("second", (await ReadAsync(One)).State.Text);
    }

    private static Task RefusedAsync(Func<Task> write) => Assert.ThrowsAsync<InconsistentStateException>(write);

    private async Task<string> RaceAsync(IEnumerable<Held> states, GrainId grain)
    {
        var outcomes = await Task.WhenAll(states.Select(async state =>
        {
            try
            {
                await _storage.WriteStateAsync("tenant", grain, state);
                return state.State.Text;
            }
            catch (InconsistentStateException)
            {
                return null;
            }
        }));
        return Assert.Single(outcomes, o => o is not null)!;
    }

    private async Task<Held> WriteAsync(GrainId grain, string text)
    {
        var state = new Held { State = { Text = text } };
        await _storage.WriteStateAsync("tenant", grain, state);
        return state;
    }

    private async Task<Held> ReadAsync(GrainId grain, string name = "tenant")
    {
        var state = new Held();
        await _storage.ReadStateAsync(name, grain, state);
        return state;
    }

    private sealed class Held : IGrainState<KitState>
    {
        [AllowNull]
        public KitState State { get => field; set => field = value ?? new(); } = new();

        public string? ETag { get; set; }

        public bool RecordExists { get; set; }
    }
}
