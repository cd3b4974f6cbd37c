using System.IO.Pipelines;
using Mail.Gateway.Smtp;
using Mail.Gateway.Tests.Fakes;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Tests.Smtp;

public sealed class SmtpWireTests
{
    private static readonly PipeOptions Inline = new(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false);
    private readonly ManualTime _clock = new();
    private readonly Pipe _input = new(Inline);
    private readonly Pipe _output = new(Inline);

    [Fact]
    public async Task A_command_that_trickles_has_one_deadline()
    {
        await using var wire = New();
        var line = wire.ReadLineAsync(2048, TimeSpan.FromMinutes(5), idle: true).AsTask();
        for (var i = 0; i < 4; i++)
        {
            await _input.Writer.WriteAsync("N"u8.ToArray());
            _clock.Advance(TimeSpan.FromMinutes(1));
            Assert.False(line.IsCompleted);
        }

        await _input.Writer.WriteAsync("N"u8.ToArray());
        _clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal(WireStatus.TimedOut, (await line).Status);
    }

    [Theory]
    [InlineData(30_000, 29)] // fast enough, but not for ever
    [InlineData(3, 2)] // octet by octet: no longer than a silent one
    public async Task A_message_that_trickles_has_a_deadline_as_a_whole(int octetsAMinute, int minutes)
    {
        await using var wire = New();
        using var content = new SmtpContent(new ContentMemoryBudget(() => 1 << 20, () => 1 << 20), 0, client: null, started: _clock.GetTimestamp());
        var times = new ContentTimes(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(30), 1 << 20, SlowestRate: 500);
        var data = wire.ReadDataAsync(new SmtpDataDecoder(1 << 20, 1000), content, times).AsTask();
        var piece = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("x\r\n", octetsAMinute / 3)));
        for (var i = 0; i < minutes; i++)
        {
            await _input.Writer.WriteAsync(piece);
            _clock.Advance(TimeSpan.FromMinutes(1));
            Assert.False(data.IsCompleted);
        }

        await _input.Writer.WriteAsync("x\r\n"u8.ToArray());
        _clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal(WireStatus.TimedOut, await data);
    }

    [Fact]
    public async Task A_message_that_stops_has_a_deadline_of_its_own()
    {
        await using var wire = New();
        using var content = new SmtpContent(new ContentMemoryBudget(() => 1 << 20, () => 1 << 20), 0, client: null, started: _clock.GetTimestamp());
        var times = new ContentTimes(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(30), 1 << 20, SlowestRate: 500);
        var data = wire.ReadDataAsync(new SmtpDataDecoder(1000, 1000), content, times).AsTask();
        await _input.Writer.WriteAsync("x\r\n"u8.ToArray());
        _clock.Advance(TimeSpan.FromMinutes(3.1));
        Assert.Equal(WireStatus.TimedOut, await data);
    }

    [Fact]
    public async Task Replies_wait_until_the_input_is_drained()
    {
        await using var wire = New();
        await _input.Writer.WriteAsync("A\r\nB\r\n"u8.ToArray());
        await wire.ReadLineAsync(100, TimeSpan.FromMinutes(5), idle: true);
        wire.Write(SmtpReplies.Ok);
        await wire.ReadLineAsync(100, TimeSpan.FromMinutes(5), idle: true);
        wire.Write(SmtpReplies.Ok);
        Assert.False(_output.Reader.TryRead(out _));
        _ = wire.ReadLineAsync(100, TimeSpan.FromMinutes(5), idle: true).AsTask();
        Assert.True(_output.Reader.TryRead(out var sent));
        Assert.Equal(2 * "250 2.0.0 Ok\r\n".Length, sent.Buffer.Length);
        await _input.Writer.CompleteAsync();
    }

    private SmtpWire New()
    {
        // Without a context the wire's continuations run inside the writes that cause them, so steps follow each other.
        SynchronizationContext.SetSynchronizationContext(null);
        return new(new Duplex(_input.Reader, _output.Writer), _clock, TimeSpan.FromMinutes(1), CancellationToken.None);
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
