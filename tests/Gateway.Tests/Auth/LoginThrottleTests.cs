using System.Collections.Concurrent;
using System.Net;
using Mail.Domain.Identity;
using Mail.Gateway.Auth;
using Mail.Gateway.Tests.Fakes;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Tests.Auth;

public sealed class LoginThrottleTests : IDisposable
{
    private static readonly IPAddress Attacker = IPAddress.Parse("192.0.2.66");
    private static readonly IPAddress Home = IPAddress.Parse("198.51.100.1");

    private readonly ManualTime _clock = new();
    private readonly Warnings _log = new();
    private readonly LoginThrottle _throttle;

    public LoginThrottleTests() => _throttle = new LoginThrottle(
        new LoginThrottleOptions { FailuresPerAddress = 5, FailuresPerAccount = 8, MostRemembered = 1_000 }, _clock, _log);

    public void Dispose() => _throttle.Dispose();

    private LoginDecision Fail(IPAddress address, string user) => _throttle.Conclude(address, user, correct: false);

    [Fact]
    public void Answers_to_failures_wait_twice_as_long_each_time_up_to_a_bound()
    {
        using var throttle = new LoginThrottle(new LoginThrottleOptions(), _clock, _log);
        var delays = Enumerable.Range(0, 6).Select(i => throttle.Conclude(Attacker, $"user{i}", correct: false).Delay.TotalSeconds);
        Assert.Equal([2, 4, 8, 16, 16, 16], delays);
    }

    [Fact]
    public void Failures_for_one_account_from_many_addresses_add_up()
    {
        var delays = Enumerable.Range(1, 3).Select(i => Fail(IPAddress.Parse($"203.0.113.{i}"), "ann").Delay.TotalSeconds);
        Assert.Equal([2, 4, 8], delays);
    }

    [Fact]
    public void Failures_under_all_names_of_an_account_add_up()
    {
        var ann = new AccountId(Guid.CreateVersion7());
        string[] names = ["ann@here.example", "Alias@HERE.example", "other@here.example"];
        foreach (var name in names)
        {
            _throttle.StandsFor(name, ann);
        }

        for (var i = 0; i < 8; i++)
        {
            Fail(IPAddress.Parse($"203.0.113.{i}"), names[i % 2]);
        }

        Assert.All(names, name => Assert.True(_throttle.IsBlocked(Home, name)));
        Assert.False(_throttle.IsBlocked(Home, "unknown@here.example"));
        _throttle.StandsFor("other@here.example", null);
        Assert.False(_throttle.IsBlocked(Home, "other@here.example"));
    }

    [Fact]
    public void A_client_with_many_failures_is_blocked_for_a_while_and_one_warning_tells_of_it()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.False(_throttle.IsBlocked(Attacker, "zoe"));
            Assert.Equal(LoginOutcome.Refused, Fail(Attacker, $"user{i}").Outcome);
        }

        Assert.True(_throttle.IsBlocked(Attacker, "zoe"));
        Assert.False(_throttle.IsBlocked(Home, "zoe"));
        Assert.Equal(LoginOutcome.Blocked, Fail(Attacker, "zoe").Outcome);
        Assert.Single(_log.Texts);
        Assert.Contains("192.0.2.66", _log.Texts.Single());

        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(_throttle.IsBlocked(Attacker, "zoe"));
        Assert.Equal(LoginOutcome.Accepted, _throttle.Conclude(Attacker, "zoe", correct: true).Outcome);
    }

    [Fact]
    public void A_block_can_be_seen_and_lifted()
    {
        _throttle.Conclude(Home, "ann", correct: true);
        for (var i = 0; i < 5; i++)
        {
            Fail(Attacker, $"user{i}");
            Fail(Home, "ann");
        }

        for (var i = 1; i <= 8; i++)
        {
            Fail(IPAddress.Parse($"2001:db8:0:{i}::1"), "Bob\u0007");
        }

        var blocks = _throttle.Blocks();
        Assert.Equal(
            [("account", "bob?", null), ("account-at-client", "ann", "198.51.100.1"), ("client", null, "192.0.2.66")],
            blocks.Select(b => (b.Of, b.Account, b.Client)));
        Assert.All(blocks, b => Assert.Equal(TimeSpan.FromMinutes(10), b.Until - b.Since));

        Assert.True(_throttle.Lift(blocks[1].Id));
        Assert.False(_throttle.Lift(blocks[1].Id));
        Assert.False(_throttle.IsBlocked(Home, "ann"));
        Assert.Equal(2, Fail(Home, "ann").Delay.TotalSeconds);
        Assert.Equal([blocks[0], blocks[2]], _throttle.Blocks());
        Assert.True(_throttle.IsBlocked(Attacker, "zoe"));

        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(_throttle.Blocks());
        Assert.False(_throttle.Lift(blocks[0].Id));
    }

    [Fact]
    public void A_right_password_among_many_guesses_made_side_by_side_is_refused_like_the_others()
    {
        for (var i = 0; i < 5; i++)
        {
            Fail(Attacker, "ann");
        }

        // Its password was being checked while the others failed.
        Assert.Equal(LoginOutcome.Blocked, _throttle.Conclude(Attacker, "ann", correct: true).Outcome);
    }

    [Fact]
    public void Attackers_elsewhere_do_not_lock_out_an_owner()
    {
        Assert.Equal(LoginOutcome.Accepted, _throttle.Conclude(Home, "Ann ", correct: true).Outcome);
        for (var i = 1; i <= 8; i++)
        {
            Fail(IPAddress.Parse($"203.0.113.{i}"), "ann");
        }

        Assert.True(_throttle.IsBlocked(IPAddress.Parse("203.0.113.99"), "ann"));
        Assert.False(_throttle.IsBlocked(Home, "ann"));
    }

    [Fact]
    public void A_neighbour_behind_the_same_address_does_not_lock_out_an_owner_who_may_not_guess_for_ever_either()
    {
        _throttle.Conclude(Home, "ann", correct: true);
        for (var i = 0; i < 5; i++)
        {
            Fail(Home, $"user{i}");
        }

        Assert.False(_throttle.IsBlocked(Home, "ann"));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(LoginOutcome.Refused, Fail(Home, "ann").Outcome);
        }

        Assert.True(_throttle.IsBlocked(Home, "ann"));
    }

    [Fact]
    public void Failures_that_lie_apart_do_not_add_up()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(2, Fail(Attacker, "ann").Delay.TotalSeconds);
            _clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Empty(_log.Texts);
    }

    [Fact]
    public void Addresses_of_one_IPv6_subscriber_count_as_one()
    {
        for (var i = 1; i <= 5; i++)
        {
            Fail(IPAddress.Parse($"2001:db8:1:2::{i:x}"), $"user{i}");
        }

        Assert.True(_throttle.IsBlocked(IPAddress.Parse("2001:db8:1:2:ffff::1"), "zoe"));
        Assert.False(_throttle.IsBlocked(IPAddress.Parse("2001:db8:1:3::1"), "zoe"));
        Assert.False(_throttle.IsBlocked(Attacker, "zoe"));
    }

    [Fact]
    public void An_IPv4_address_is_the_same_client_on_a_socket_of_both_kinds()
    {
        for (var i = 0; i < 5; i++)
        {
            Fail(Attacker.MapToIPv6(), $"user{i}");
        }

        Assert.True(_throttle.IsBlocked(Attacker, "zoe"));
    }

    [Fact]
    public void Settings_out_of_bounds_are_named()
    {
        var refusal = Assert.Throws<ArgumentException>(
            () => new LoginThrottle(new LoginThrottleOptions { LongestDelay = TimeSpan.Zero }, _clock, _log));
        Assert.Contains("LoginThrottle:LongestDelay is 00:00:00", refusal.Message);
    }

    private sealed class Warnings : ILogger<LoginThrottle>
    {
        public ConcurrentQueue<string> Texts { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Assert.Equal(LogLevel.Warning, logLevel);
            Texts.Enqueue(formatter(state, exception));
        }
    }
}
