using System.Text;
using Mail.Gateway.Dns;
using Mail.Gateway.Tests.Fakes;
using Mail.Protocols.Dns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mail.Gateway.Tests.Dns;

/// <summary>Lookups of a real resolver on loopback.</summary>
public sealed class DnsResolutionTests : IDisposable
{
    private readonly ManualTime _clock = new();
    private readonly Warnings _log = new();
    private readonly FakeDns _dns = new(tcp: true);

    public void Dispose() => _dns.Dispose();

    [Fact]
    public async Task What_is_there_is_found_over_TCP()
    {
        _dns.Mx("example.org", 20, "MX2.example.org").Mx("example.org", 10, "mx1.example.org").Mx("null.example", 0, "").Ptr("7.2.0.192.in-addr.arpa", "Host.example.org");
        using var resolution = Start();
        var mx = await resolution.AskAsync("Example.ORG.", DnsRecordType.Mx, default);
        Assert.Equal((DnsOutcome.Found, TimeSpan.FromSeconds(60), false), (mx.Outcome, mx.Lifetime, mx.IsAuthentic));
        Assert.Equal([(20, "mx2.example.org"), (10, "mx1.example.org")], mx.Records.Select(r => (r.Preference, r.Host)));
        Assert.Equal("", (await resolution.AskAsync("null.example", DnsRecordType.Mx, default)).Records.Single().Host);
        Assert.Equal("host.example.org", (await resolution.AskAsync("7.2.0.192.in-addr.arpa", DnsRecordType.Ptr, default)).Records.Single().Host);
        Assert.All(_dns.Questions, q => Assert.StartsWith("tcp ", q, StringComparison.Ordinal));
        Assert.Empty(_log.Texts);
    }

    [Fact]
    public async Task Text_keeps_every_octet()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(n => (byte)n)];
        _dns.Txt("example.org", all[..100], all[100..], "\\065;\""u8.ToArray());
        using var resolution = Start();
        var text = (await resolution.AskAsync("example.org", DnsRecordType.Txt, default)).Records.Single().Text;
        Assert.Equal(Encoding.Latin1.GetString(all) + "\\065;\"", text);
    }

    [Fact]
    public async Task No_data_is_not_no_name_and_neither_is_a_failure()
    {
        _dns.A("example.org", "192.0.2.7");
        using var resolution = Start();
        Assert.Equal(DnsOutcome.NoData, (await resolution.AskAsync("example.org", DnsRecordType.Aaaa, default)).Outcome);
        Assert.Equal(DnsOutcome.NoName, (await resolution.AskAsync("none.example.org", DnsRecordType.A, default)).Outcome);
        _dns.Code = 2;
        var failed = await resolution.AskAsync("other.example.org", DnsRecordType.A, default);
        Assert.Equal(DnsOutcome.TemporaryFailure, failed.Outcome);
        Assert.Equal("DNS lookup of other.example.org A failed: ServerFailure", failed.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData("a b.example")]
    [InlineData("b\u00fccher.example")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234.example")]
    public async Task What_is_no_name_does_not_exist_and_is_not_asked(string name)
    {
        using var resolution = Start();
        Assert.Equal(DnsOutcome.NoName, (await resolution.AskAsync(name, DnsRecordType.A, default)).Outcome);
        Assert.Empty(_dns.Questions);
    }

    [Theory]
    [InlineData("_dmarc.example.org")]
    [InlineData("a+b=c/d.example.org")]
    [InlineData("xn--bcher-kva.example")]
    public async Task Names_of_any_printable_octets_are_asked(string name)
    {
        _dns.A(name, "192.0.2.7").Mx(name, 10, "mx." + name);
        using var resolution = Start();
        Assert.Equal("192.0.2.7", (await resolution.AskAsync(name, DnsRecordType.A, default)).Records.Single().Address!.ToString());
        Assert.Equal("mx." + name, (await resolution.AskAsync(name, DnsRecordType.Mx, default)).Records.Single().Host);
    }

    [Fact]
    public async Task An_answer_is_kept_as_long_as_its_least_TTL()
    {
        _dns.Alias("www.example.org", 30, "host.example.org", "192.0.2.7", 300);
        using var resolution = Start();
        Assert.Equal("192.0.2.7", (await resolution.AskAsync("www.example.org", DnsRecordType.A, default)).Records.Single().Address!.ToString());
        _clock.Advance(TimeSpan.FromSeconds(29));
        await resolution.AskAsync("WWW.example.org", DnsRecordType.A, default);
        Assert.Single(_dns.Questions);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await resolution.AskAsync("www.example.org", DnsRecordType.A, default);
        Assert.Equal(2, _dns.Questions.Count);
    }

    [Theory]
    [InlineData(20, 90, 20)]
    [InlineData(90, 20, 20)]
    [InlineData(100_000, 100_000, 10_800)]
    public async Task What_is_not_there_is_kept_as_the_zone_says(uint ttl, uint minimum, int seconds)
    {
        _dns.Soa = (ttl, minimum);
        using var resolution = Start();
        await resolution.AskAsync("none.example", DnsRecordType.A, default);
        _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal(DnsOutcome.NoName, (await resolution.AskAsync("none.example", DnsRecordType.A, default)).Outcome);
        Assert.Single(_dns.Questions);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await resolution.AskAsync("none.example", DnsRecordType.A, default);
        Assert.Equal(2, _dns.Questions.Count);
    }

    [Fact]
    public async Task Without_a_word_of_the_zone_nothing_is_kept_nor_is_a_failure()
    {
        using var resolution = Start();
        await resolution.AskAsync("none.example", DnsRecordType.A, default);
        await resolution.AskAsync("none.example", DnsRecordType.A, default);
        Assert.Equal(2, _dns.Questions.Count);
        (_dns.Code, _dns.Soa) = (2, (60, 60));
        await resolution.AskAsync("broken.example", DnsRecordType.A, default);
        _dns.Code = 3;
        Assert.Equal(DnsOutcome.NoName, (await resolution.AskAsync("broken.example", DnsRecordType.A, default)).Outcome);
    }

    [Fact]
    public async Task What_is_kept_has_a_bound()
    {
        foreach (var n in Enumerable.Range(0, 50))
        {
            _dns.A($"a{n}.example", "192.0.2.7");
        }

        using var resolution = Start(o => o.CacheSize = 6_000);
        for (var n = 0; n < 50; n++)
        {
            await resolution.AskAsync($"a{n}.example", DnsRecordType.A, default);
        }

        var asked = _dns.Questions.Count;
        for (var n = 0; n < 50; n++)
        {
            await resolution.AskAsync($"a{n}.example", DnsRecordType.A, default);
        }

        Assert.Equal(50, asked);
        Assert.InRange(_dns.Questions.Count, asked + 39, asked + 50);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task DNSSEC_is_believed_of_a_trusted_resolver(bool trusted, bool believed)
    {
        (_dns.IsAuthentic, _) = (true, _dns.A("example.org", "192.0.2.7"));
        using var resolution = Start(o => o.IsTrusted = trusted);
        Assert.Equal(believed, (await resolution.AskAsync("example.org", DnsRecordType.A, default)).IsAuthentic);
    }

    [Fact]
    public async Task A_connection_that_the_resolver_closed_meanwhile_is_made_anew()
    {
        _dns.A("one.example", "192.0.2.1").A("two.example", "192.0.2.2").ClosesTcp = true;
        using var resolution = Start();
        await resolution.AskAsync("one.example", DnsRecordType.A, default);
        Assert.Equal(DnsOutcome.Found, (await resolution.AskAsync("two.example", DnsRecordType.A, default)).Outcome);
        Assert.Empty(_log.Texts);
    }

    [Fact]
    public async Task A_resolver_without_TCP_is_asked_over_UDP_and_not_believed()
    {
        using var old = new FakeDns { IsAuthentic = true }.A("one.example", "192.0.2.1").A("two.example", "192.0.2.2");
        using var resolution = Start(o => (o.Server, o.IsTrusted) = (old.Address, true));
        var one = await resolution.AskAsync("one.example", DnsRecordType.A, default);
        Assert.Equal((DnsOutcome.Found, false), (one.Outcome, one.IsAuthentic));
        Assert.Equal(DnsOutcome.Found, (await resolution.AskAsync("two.example", DnsRecordType.A, default)).Outcome);
        Assert.Contains("over UDP only", Assert.Single(_log.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_another_question_is_none()
    {
        using var old = new FakeDns { OnTheWay = static answer => [.. answer[..13], (byte)(answer[13] + 1), .. answer[14..]] }.A("one.example", "192.0.2.1");
        using var resolution = Start(o => o.Server = old.Address);
        var answer = await resolution.AskAsync("one.example", DnsRecordType.A, default);
        Assert.Equal(DnsOutcome.TemporaryFailure, answer.Outcome);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(5)]
    [InlineData(0)]
    public async Task A_malformed_answer_is_a_failure(int length)
    {
        _dns.A("one.example", "192.0.2.1").OnTheWay = answer => answer[..length];
        using var resolution = Start();
        Assert.Equal(DnsOutcome.TemporaryFailure, (await resolution.AskAsync("one.example", DnsRecordType.A, default)).Outcome);
    }

    [Fact]
    public async Task Many_ask_at_once()
    {
        foreach (var n in Enumerable.Range(0, 200))
        {
            _dns.A($"a{n}.example", $"192.0.2.{n}");
        }

        using var resolution = Start();
        var found = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => resolution.AskAsync($"a{n}.example", DnsRecordType.A, default).AsTask()));
        Assert.Equal(Enumerable.Range(0, 200).Select(n => $"192.0.2.{n}"), found.Select(a => a.Records.Single().Address!.ToString()));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so()
    {
        var asked = new TaskCompletionSource();
        _dns.OnTheWay = _ =>
        {
            asked.TrySetResult();
            return null;
        };
        using var resolution = Start();
        using var over = new CancellationTokenSource();
        var answer = resolution.AskAsync("one.example", DnsRecordType.A, over.Token).AsTask();
        await asked.Task;
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    private DnsResolution Start(Action<DnsOptions>? more = null)
    {
        var options = new DnsOptions { Server = _dns.Address };
        more?.Invoke(options);
        return new DnsResolution(Options.Create(options), _clock, _log);
    }

    private sealed class Warnings : ILogger<DnsResolution>
    {
        public List<string> Texts { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Texts.Add(formatter(state, exception));
    }
}
