using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Mail.Contracts.Errors;
using Mail.Contracts.Mailboxes;
using Orleans;
using Orleans.Runtime;

namespace Mail.Gateway.Http.Events;

/// <summary>
/// One event connection. Events wait in a bounded queue; where the peer is too slow the oldest go and the next one says so. The
/// protocol's own pings find out whether the peer is there.
/// </summary>
internal sealed class EventSession
{
    private const int MostWaiting = 1_024;
    private const int LongestFrame = 1024;

    /// <summary>The mailbox's events forget observers after 10 minutes, and at once when their silo goes: then this is the longest that events take.</summary>
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private readonly MailboxFeed _feed;
    private readonly EventAccess _access;
    private readonly TimeProvider _time;
    private readonly Channel<MailboxEvent> _waiting;
    private int _missed;
    private bool _isRevoked;

    /// <param name="events">The mailbox's events.</param>
    /// <param name="grains">For the reference under which they call back.</param>
    /// <param name="after">The client's cursor; null: it begins now.</param>
    /// <param name="access">What let it in.</param>
    /// <param name="time">The clock.</param>
    public EventSession(IMailboxEventsGrain events, IGrainFactory grains, long? after, EventAccess access, TimeProvider time)
    {
        (_access, _time) = (access, time);
        _waiting = Channel.CreateBounded<MailboxEvent>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Exchange(ref _missed, 1));
        _feed = new MailboxFeed(grains, events, after, Ready, Changed);
    }

    /// <summary>Attaches to the mailbox, before anything is promised to the client. Close it in any case.</summary>
    /// <exception cref="MailException">Refused.</exception>
    public Task OpenAsync() => _feed.AttachAsync();

    public Task CloseAsync() => _feed.CloseAsync();

    /// <summary>Runs until the peer leaves, its credentials are no longer valid, or <paramref name="stopping"/> is signalled.</summary>
    public async Task RunAsync(WebSocket socket, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var hangUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        var receiving = ReceiveAsync(socket, hangUp.Token);
        Task[] work = [SendAsync(socket, end.Token), RenewAsync(end.Token)];
        await Task.WhenAny([receiving, .. work]);
        await end.CancelAsync();
        foreach (var task in work)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // Said before the receiver is cancelled, which cuts the connection off.
        await SayGoodbyeAsync(socket, stopping.IsCancellationRequested);
        hangUp.CancelAfter(Goodbye);
        await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Ready(long modSeq) => _waiting.Writer.TryWrite(new MailboxEvent("ready", modSeq));

    private void Changed(MailboxChanged change) =>
        _waiting.Writer.TryWrite(new MailboxEvent("changed", change.ModSeq, [.. change.Folders], change.FolderListChanged));

    private async Task ReceiveAsync(WebSocket socket, CancellationToken cancellation)
    {
        var buffer = new byte[LongestFrame];
        while (true)
        {
            var frame = await socket.ReceiveAsync(buffer.AsMemory(), cancellation);
            if (frame.MessageType == WebSocketMessageType.Close || !frame.EndOfMessage)
            {
                return;
            }

            if (buffer.AsSpan(0, frame.Count).SequenceEqual("ping"u8))
            {
                _waiting.Writer.TryWrite(new MailboxEvent("pong"));
            }
        }
    }

    private async Task SendAsync(WebSocket socket, CancellationToken cancellation)
    {
        await foreach (var item in _waiting.Reader.ReadAllAsync(cancellation))
        {
            var missed = Interlocked.Exchange(ref _missed, 0) == 1;
            var text = JsonSerializer.SerializeToUtf8Bytes(missed ? item with { Missed = true } : item, JsonSerializerOptions.Web);
            using var patience = new CancellationTokenSource(LongestSend, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, either.Token);
        }
    }

    private async Task RenewAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(RenewEvery, _time);
        var (tick, gap) = (timer.WaitForNextTickAsync(cancellation).AsTask(), _feed.GapAsync(cancellation).AsTask());
        while (true)
        {
            if (await Task.WhenAny(tick, gap) == gap)
            {
                await gap;
                gap = _feed.GapAsync(cancellation).AsTask();
            }
            else
            {
                await tick;
                tick = timer.WaitForNextTickAsync(cancellation).AsTask();
                if (!await _access.IsStillGivenAsync())
                {
                    _isRevoked = true;
                    return;
                }
            }

            await AttachAgainAsync(cancellation);
        }
    }

    /// <summary>The client waits through an outage of the mailbox; what happens meanwhile comes after it.</summary>
    private async Task AttachAgainAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await _feed.AttachAsync();
                return;
            }
            catch (Exception outage) when (outage is MailException { Code: MailErrorCode.Unavailable } or OrleansException or TimeoutException)
            {
                await Task.Delay(AfterFailure, _time, cancellation);
            }
        }
    }

    private async Task SayGoodbyeAsync(WebSocket socket, bool stopping)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using var patience = new CancellationTokenSource(Patience, _time);
        try
        {
            // RFC 6455 section 7.4.1: 1008 where neither side went away and nothing was wrong with the frames.
            var status = stopping ? WebSocketCloseStatus.EndpointUnavailable
                : _isRevoked ? WebSocketCloseStatus.PolicyViolation
                : WebSocketCloseStatus.NormalClosure;
            await socket.CloseOutputAsync(status, null, patience.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // The peer is gone already.
        }
    }
}
