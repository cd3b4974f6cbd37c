using System.Diagnostics.Metrics;
using Mail.Gateway.Auth;
using Mail.Gateway.Limits;
using Mail.Gateway.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Mail.Gateway.Tests.Imap;

public sealed class LimitTests
{
    [Fact]
    public async Task Many_failed_logins_block_a_client_but_not_who_was_there_before()
    {
        await using var server = await ImapServer.StartAsync(services: s => s.Configure<LoginThrottleOptions>(o => o.FailuresPerAddress = 3));
        await using var known = await server.LoginAsync();
        for (var i = 0; i < 3; i++)
        {
            await using var guesser = await server.ConnectAsync();
            Assert.StartsWith("NO [AUTHENTICATIONFAILED]", (await guesser.CommandAsync("LOGIN someone@example.org wrong")).Completion);
        }

        await using var blocked = await server.ConnectAsync();
        Assert.StartsWith("NO [UNAVAILABLE]", (await blocked.CommandAsync("LOGIN someone@example.org wrong")).Completion);
        Assert.Null(await blocked.ReadAsync());
        await using var again = await server.LoginAsync();
        await again.OkAsync("NOOP");
    }

    [Theory]
    [InlineData("NOOP", true)]
    [InlineData("NOOP", false)]
    [InlineData("IDLE", true)]
    [InlineData("IDLE", false)]
    public async Task A_session_ends_soon_behind_its_login(string command, bool selected)
    {
        var clock = new ManualTime();
        await using var server = await ImapServer.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        await using var client = selected ? await server.SelectAsync() : await server.LoginAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        await client.OkAsync("NOOP");
        await client.SendAsync($"x {command}\r\n");
        Assert.NotNull(await client.ReadAsync());
        server.Account.IsDisabled = true;
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("* BYE Login is no longer valid", await client.ReadAsync());
        if (command == "IDLE")
        {
            Assert.Equal("x BAD Expected DONE", await client.ReadAsync());
        }
    }

    [Fact]
    public async Task A_cancellation_behind_the_salt_is_a_failed_login()
    {
        await using var server = await ImapServer.StartAsync(o => o.MaxFailedLogins = 2);
        await using var client = await server.ConnectAsync();
        for (var i = 0; i < 2; i++)
        {
            await client.SendAsync($"a{i} AUTHENTICATE SCRAM-SHA-256 {Convert.ToBase64String("n,,n=alice@example.org,r=abc"u8)}\r\n");
            Assert.StartsWith("+ ", await client.ReadAsync());
            await client.SendAsync("*\r\n");
            var answer = await client.CompletionAsync($"a{i}");
            Assert.StartsWith("BAD Authentication cancelled", answer.Completion);
            Assert.Equal(i == 1, answer.Untagged.Any(l => l.StartsWith("BYE", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Connections_that_have_not_logged_in_are_bounded_apart()
    {
        await using var server = await ImapServer.StartAsync(o => o.MaxUnauthenticated = 1);
        await using var first = await server.LoginAsync();
        await using var second = await server.ConnectAsync();
        await using var refused = await server.ConnectAsync();
        Assert.Contains("BYE [LIMIT]", refused.Greeting);
        await second.OkAsync($"LOGIN {ImapServer.User} {ImapServer.Password}");
        await using var third = await server.ConnectAsync();
        await third.OkAsync("NOOP");
    }

    [Fact]
    public async Task Too_many_commands_end_a_session()
    {
        await using var server = await ImapServer.StartAsync(o => o.MaxCommands = 100);
        await using var client = await server.ConnectAsync();
        for (var i = 0; i < 100; i++)
        {
            await client.OkAsync("NOOP");
        }

        await client.SendAsync("x NOOP\r\n");
        Assert.Contains("BYE [LIMIT]", await client.ReadAsync());
    }

    [Fact]
    public async Task Commands_of_all_sessions_of_a_client_are_counted_together()
    {
        await using var server = await ImapServer.StartAsync(services: s => s.Configure<ClientLimitOptions>(o => o.CommandsPerMinute = 100));
        for (var i = 0; i < 3; i++)
        {
            await using var client = await server.ConnectAsync();
            await client.OkAsync("NOOP");
        }

        await using var another = await server.ConnectAsync();
        await another.SendAsync("x NOOP\r\n");
        Assert.Contains("BYE [LIMIT]", await another.ReadAsync());
    }

    [Fact]
    public async Task A_command_that_never_ends_is_cut_off_however_it_drips()
    {
        await using var server = await ImapServer.StartAsync(o => o.TransferTimeout = TimeSpan.FromSeconds(1));
        await using var client = await server.LoginAsync();
        await client.SendAsync("x NOO");
        var answer = client.ReadAsync();
        while (await Task.WhenAny(answer, Task.Delay(50)) != answer)
        {
            await client.SendAsync("O");
        }

        Assert.Contains("BYE", await answer);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_off_and_counted()
    {
        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ImapServer.StartAsync(o => o.TransferTimeout = TimeSpan.FromSeconds(1));
        await server.AddAsync("Subject: large\n\n" + string.Concat(Enumerable.Repeat(new string('x', 900) + "\n", 20_000)));
        await using var client = await server.SelectAsync();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "mail.gateway.limits")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (tags[0].Value is "imap" && tags[1].Value is "slow-client")
            {
                cut.TrySetResult();
            }
        });
        meters.Start();
        await client.SendAsync("x FETCH 1 BODY[]\r\n");
        await cut.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
