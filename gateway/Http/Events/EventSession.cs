using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Mail.Contracts.Mailboxes;
using Orleans;

namespace Mail.Gateway.Http.Events;

/// <summary>
/// One event connection. Events wait in a bounded queue; where the peer is too slow the oldest go and the next one says so. The
/// protocol's own pings find out whether the peer is there.
/// </summary>
internal sealed class EventSession : IMailboxObserver
{
    private const int MostWaiting = 64;
    private const int LongestFrame = 1024;

    /// <summary>The mailbox forgets observers after 10 minutes.</summary>
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly IMailboxGrain _mailbox;
    private readonly EventAccess _access;
    private readonly TimeProvider _time;
    private readonly Channel<MailboxEvent> _waiting;
    private int _missed;
    private bool _isRevoked;

    public EventSession(WebSocket socket, IMailboxGrain mailbox, EventAccess access, TimeProvider time)
    {
        (_socket, _mailbox, _access, _time) = (socket, mailbox, access, time);
        _waiting = Channel.CreateBounded<MailboxEvent>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Exchange(ref _missed, 1));
    }

    public void Changed(MailboxChanged change) =>
        _waiting.Writer.TryWrite(new MailboxEvent("changed", change.ModSeq, [.. change.Folders], change.FolderListChanged));

    /// <summary>Runs until the peer leaves, its credentials are no longer valid, or <paramref name="stopping"/> is signalled.</summary>
    public async Task RunAsync(IGrainFactory grains, CancellationToken stopping)
    {
        var observer = grains.CreateObjectReference<IMailboxObserver>(this);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var hangUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        try
        {
            await _mailbox.SubscribeAsync(observer);
            _waiting.Writer.TryWrite(new MailboxEvent("ready"));
            var receiving = ReceiveAsync(hangUp.Token);
            Task[] work = [SendAsync(end.Token), RenewAsync(observer, end.Token)];
            await Task.WhenAny([receiving, .. work]);
            await end.CancelAsync();
            foreach (var task in work)
            {
                await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            // Said before the receiver is cancelled, which cuts the connection off.
            await CloseAsync(stopping.IsCancellationRequested);
            hangUp.CancelAfter(Goodbye);
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            await _mailbox.UnsubscribeAsync(observer);
            grains.DeleteObjectReference<IMailboxObserver>(observer);
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellation)
    {
        var buffer = new byte[LongestFrame];
        while (true)
        {
            var frame = await _socket.ReceiveAsync(buffer.AsMemory(), cancellation);
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

    private async Task SendAsync(CancellationToken cancellation)
    {
        await foreach (var item in _waiting.Reader.ReadAllAsync(cancellation))
        {
            var missed = Interlocked.Exchange(ref _missed, 0) == 1;
            var text = JsonSerializer.SerializeToUtf8Bytes(missed ? item with { Missed = true } : item, JsonSerializerOptions.Web);
            using var patience = new CancellationTokenSource(LongestSend, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
            await _socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, either.Token);
        }
    }

    private async Task RenewAsync(IMailboxObserver observer, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(RenewEvery, _time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            if (!await _access.IsStillGivenAsync())
            {
                _isRevoked = true;
                return;
            }

            await _mailbox.SubscribeAsync(observer);
        }
    }

    private async Task CloseAsync(bool stopping)
    {
        if (_socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
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
            await _socket.CloseOutputAsync(status, null, patience.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // The peer is gone already.
        }
    }
}
