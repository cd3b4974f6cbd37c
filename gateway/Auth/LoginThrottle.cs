using System.Buffers.Binary;
using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Mail.Gateway.Limits;
using Mail.Gateway.Tracing;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Auth;

/// <summary>
/// Makes guessing passwords slow: answers to failures wait longer and longer, and many failures of a client or for an account
/// block it for a while. A client from which an account was lately used is judged apart, by its own failures for that account,
/// so that neither a neighbour behind the same address nor an attacker elsewhere locks an owner out. All names of an account count as
/// one. One for all protocols.
/// </summary>
public sealed class LoginThrottle : IDisposable
{
    /// <summary>Blocks that can be listed at a time.</summary>
    private const int MostListed = 10_000;

    private static readonly string[] OutcomeNames = Enum.GetNames<LoginOutcome>().Select(o => o.ToLowerInvariant()).ToArray();

    private readonly Lock _lock = new();
    private readonly Meter _meter = new("Mail.Gateway");
    private readonly Counter<long> _blocks;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _attempts;
    private readonly RecentTable<UInt128, FailureWindow> _clients;
    private readonly RecentTable<UInt128, FailureWindow> _accounts;
    private readonly RecentTable<UInt128, FailureWindow> _known;
    private readonly RecentTable<UInt128, NameOwner> _owners;
    private readonly LoginBlockList _lasting = new(MostListed);
    private readonly LoginThrottleOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    public LoginThrottle(LoginThrottleOptions options, TimeProvider time, ILogger<LoginThrottle> logger)
    {
        options.Validate();
        (_options, _time, _logger) = (options, time, logger);
        (_clients, _accounts, _known, _owners) =
            (new(options.MostRemembered), new(options.MostRemembered), new(options.MostRemembered), new(options.MostRemembered));
        _blocks = _meter.CreateCounter<long>("mail.gateway.login.blocks", "{block}", "Blocks begun, of clients and of accounts");
        _attempts = _meter.CreateCounter<long>("mail.gateway.login.attempts", "{attempt}", "Attempts to log in with a password, by protocol and outcome");
        _refused = _meter.CreateCounter<long>("mail.gateway.login.blocked", "{attempt}", "Attempts to log in refused because of a block");
    }

    /// <summary>Names of one account are judged as one from here on; a name that stands for none is judged for itself.</summary>
    /// <param name="userName">As given by a client.</param>
    /// <param name="account">Whose it is; null: nobody's.</param>
    public void StandsFor(string userName, AccountId? account)
    {
        var name = NameKey(userName);
        lock (_lock)
        {
            if (account is { } owner)
            {
                _owners[name].Key = AccountKey(owner);
            }
            else if (_owners.Find(name) is { } former)
            {
                former.Key = name;
            }
        }
    }

    /// <summary>Whether an attempt is refused unheard. Ask before the password is checked, which costs.</summary>
    /// <param name="address">The client's address; null if it has none.</param>
    /// <param name="userName">The name as given, whether there is such an account or not.</param>
    public bool IsBlocked(IPAddress? address, string userName) => BlockedFor(address, userName) > TimeSpan.Zero;

    /// <summary>As <see cref="IsBlocked(IPAddress, string)"/>: how long the attempt will still be refused; zero if it is not.</summary>
    public TimeSpan BlockedFor(IPAddress? address, string userName)
    {
        var name = NameKey(userName);
        TimeSpan rest;
        lock (_lock)
        {
            rest = BlockedFor(new Attempt(address, userName, OwnerOf(name)), _time.GetTimestamp());
        }

        if (rest > TimeSpan.Zero)
        {
            _refused.Add(1);
        }

        return rest;
    }

    /// <summary>
    /// Decides on an attempt whose password was checked, and counts it. Guesses that were made side by side gain nothing: once
    /// enough of them have failed, the rest is refused, be it right or wrong.
    /// </summary>
    /// <param name="address">The client's address; null if it has none.</param>
    /// <param name="userName">The name as given.</param>
    /// <param name="correct">Whether the password was the account's.</param>
    public LoginDecision Conclude(IPAddress? address, string userName, bool correct)
    {
        var decision = Decide(address, userName, correct);
        _attempts.Add(1, new("protocol", LogScope.Current?.Service ?? "other"), new("outcome", OutcomeNames[(int)decision.Outcome]));
        return decision;
    }

    /// <summary>The blocks that last, the latest first, at most 10,000.</summary>
    public IReadOnlyList<LoginBlock> Blocks()
    {
        lock (_lock)
        {
            return _lasting.List(_time.GetTimestamp());
        }
    }

    /// <summary>Ends a block now, and forgets the failures that led to it. False if none of that id lasts.</summary>
    public bool Lift(string id)
    {
        lock (_lock)
        {
            return _lasting.Lift(id, _time.GetTimestamp());
        }
    }

    public void Dispose() => _meter.Dispose();

    private LoginDecision Decide(IPAddress? address, string userName, bool correct)
    {
        var name = NameKey(userName);
        lock (_lock)
        {
            var attempt = new Attempt(address, userName, OwnerOf(name));
            var now = _time.GetTimestamp();
            if (BlockedFor(attempt, now) is var rest && rest > TimeSpan.Zero)
            {
                _refused.Add(1);
                return new LoginDecision(LoginOutcome.Blocked, rest);
            }

            if (correct)
            {
                _ = _known[attempt.Pair];
                return new LoginDecision(LoginOutcome.Accepted);
            }

            return new LoginDecision(LoginOutcome.Refused, DelayOf(Count(attempt, now)));
        }
    }

    private static UInt128 NameKey(string userName) => Digest(Encoding.UTF8.GetBytes(LoginName.Canonical(userName)));

    private static UInt128 AccountKey(AccountId account) => Digest(account.Value.ToByteArray());

    private static UInt128 Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(bytes, digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    private UInt128 OwnerOf(UInt128 name) => _owners.Find(name)?.Key ?? name;

    private TimeSpan BlockedFor(in Attempt attempt, long now)
    {
        var until = _known.Find(attempt.Pair) is { } pair
            ? pair.BlockEnds
            : Math.Max(_clients.Find(attempt.Client)?.BlockEnds ?? long.MinValue, _accounts.Find(attempt.Account)?.BlockEnds ?? long.MinValue);
        return until > now ? _time.GetElapsedTime(now, until) : TimeSpan.Zero;
    }

    /// <summary>Counts a failure; the result is how many there have been lately.</summary>
    private int Count(in Attempt attempt, long now)
    {
        if (_known.Find(attempt.Pair) is { } pair)
        {
            Fail(pair, now, _options.FailuresPerAddress, attempt, "account-at-client");
            return pair.Failures(now);
        }

        var (client, account) = (_clients[attempt.Client], _accounts[attempt.Account]);
        Fail(client, now, _options.FailuresPerAddress, attempt, "client");
        Fail(account, now, _options.FailuresPerAccount, attempt, "account");
        return Math.Max(client.Failures(now), account.Failures(now));
    }

    /// <param name="window">What is counted in.</param>
    /// <param name="now">Timestamp.</param>
    /// <param name="most">How many make a block.</param>
    /// <param name="attempt">The attempt that failed.</param>
    /// <param name="what">As <see cref="LoginBlock.Of"/> says.</param>
    private void Fail(FailureWindow window, long now, int most, in Attempt attempt, string what)
    {
        if (window.Fail(now, most, Timestamps(_options.Window), Timestamps(_options.BlockFor)))
        {
            var since = _time.GetUtcNow();
            var client = attempt.Address is { } address ? ClientNetwork.Of(address).ToString() : null;
            _lasting.Add(
                new LoginBlock(
                    Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), what, what == "client" ? null : attempt.Name, what == "account" ? null : client,
                    since, since + _options.BlockFor),
                window, now);
            _blocks.Add(1, new KeyValuePair<string, object?>("of", what));
            _logger.LoginBlocked(what, attempt.Address, attempt.Name, most, _options.BlockFor);
        }
    }

    private TimeSpan DelayOf(int failures)
    {
        // 2^20 times anything is beyond the longest.
        var delay = _options.FirstDelay * (1L << Math.Clamp(failures - 1, 0, 20));
        return delay < _options.LongestDelay ? delay : _options.LongestDelay;
    }

    private long Timestamps(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    /// <summary>Keys of an attempt: digests, because a stranger chooses the name.</summary>
    private readonly struct Attempt
    {
        private const int LongestLogged = 100;

        public Attempt(IPAddress? address, string userName, UInt128 account)
        {
            Address = address;
            Name = LoggedName.Of(userName.Trim().ToLowerInvariant(), LongestLogged);
            Client = address is null ? UInt128.Zero : ClientNetwork.Of(address).Prefix;
            Account = account;
            Span<byte> both = stackalloc byte[32];
            BinaryPrimitives.WriteUInt128BigEndian(both, Client);
            BinaryPrimitives.WriteUInt128BigEndian(both[16..], Account);
            Pair = Digest(both);
        }

        public IPAddress? Address { get; }

        public string Name { get; }

        public UInt128 Client { get; }

        public UInt128 Account { get; }

        public UInt128 Pair { get; }
    }

    private sealed class NameOwner
    {
        public UInt128 Key { get; set; }
    }
}
