using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Mail.Engine.Invocation;

/// <summary>Calls whose answers are awaited, and the sweep that gives up on those past their time. The callee is not told.</summary>
internal sealed class InFlightCalls : IDisposable
{
    private readonly Shard[] _shards = [new(), new(), new(), new(), new(), new(), new(), new()];
    private readonly TimeProvider _time;
    private readonly TimeSpan _sweepPeriod;
    private ITimer? _timer;

    public InFlightCalls(TimeProvider time, IOptions<SiloMessagingOptions> options)
    {
        _time = time;
        DefaultTimeout = options.Value.ResponseTimeout;
        _sweepPeriod = TimeSpan.FromMilliseconds(Math.Clamp(DefaultTimeout.TotalMilliseconds / 10, 20, 1000));
    }

    public TimeSpan DefaultTimeout { get; }

    public int Count => _shards.Sum(shard => shard.Count);

    public void Start() => _timer = _time.CreateTimer(static state => ((InFlightCalls)state!).Sweep(), this, _sweepPeriod, _sweepPeriod);

    public void Add(Call call)
    {
        call.Timeout = call.Request.GetDefaultResponseTimeout() ?? DefaultTimeout;
        call.Deadline = _time.GetTimestamp() + (long)(call.Timeout.TotalSeconds * _time.TimestampFrequency);
        _shards[Environment.CurrentManagedThreadId & 7].Add(call);
    }

    public void FailAll(Exception error)
    {
        foreach (var call in _shards.SelectMany(shard => shard.Expired(long.MaxValue)))
        {
            call.Fail(error);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Sweep()
    {
        var now = _time.GetTimestamp();
        foreach (var shard in _shards)
        {
            foreach (var call in shard.Expired(now))
            {
                call.Fail(new TimeoutException($"Response did not arrive on time in {call.Timeout} for message: {call}."));
            }
        }
    }

    /// <summary>A part of the calls, linked through themselves.</summary>
    internal sealed class Shard
    {
        private readonly Lock _lock = new();
        private Call? _head;
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Add(Call call)
        {
            lock (_lock)
            {
                if (call.IsCompleted)
                {
                    return;
                }

                call.Shard = this;
                call.NextInFlight = _head;
                if (_head is not null)
                {
                    _head.PreviousInFlight = call;
                }

                _head = call;
                _count++;
            }

            // The answer may have come between the first look and the linking.
            Interlocked.MemoryBarrier();
            if (call.IsCompleted)
            {
                Remove(call);
            }
        }

        public void Remove(Call call)
        {
            lock (_lock)
            {
                if (call.PreviousInFlight is { } previous)
                {
                    previous.NextInFlight = call.NextInFlight;
                }
                else if (ReferenceEquals(_head, call))
                {
                    _head = call.NextInFlight;
                }
                else
                {
                    return;
                }

                if (call.NextInFlight is { } next)
                {
                    next.PreviousInFlight = call.PreviousInFlight;
                }

                call.PreviousInFlight = call.NextInFlight = null;
                _count--;
            }
        }

        public List<Call> Expired(long now)
        {
            List<Call> expired = [];
            lock (_lock)
            {
                for (var call = _head; call is not null; call = call.NextInFlight)
                {
                    if (call.Deadline <= now)
                    {
                        expired.Add(call);
                    }
                }
            }

            return expired;
        }
    }
}
