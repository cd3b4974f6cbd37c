using System.Threading.Channels;
using Mail.Contracts.Mailboxes;
using Orleans;

namespace Mail.Gateway.Http.Events;

/// <summary>
/// A mailbox's changes in order and without a gap. Calls to observers can be lost, doubled or late; each commit raises the MODSEQ by one,
/// so a number that is missing shows, and attaching again after the last one brings what was missed.
/// </summary>
internal sealed class MailboxFeed : IMailboxObserver
{
    /// <summary>Changes that wait for the answer to an attachment; the rest is missed and found like all that is.</summary>
    private const int MostEarly = 1_024;

    private readonly Lock _lock = new();
    private readonly IGrainFactory _grains;
    private readonly IMailboxEventsGrain _events;
    private readonly IMailboxObserver _self;
    private readonly Action<long> _onReady;
    private readonly Action<MailboxChanged> _onChange;
    private readonly Channel<bool> _gaps = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<MailboxChanged> _early = [];
    private long? _last;
    private bool _isAttaching;
    private bool _isReady;

    /// <param name="grains">Makes the reference under which the grain calls back.</param>
    /// <param name="events">The mailbox's events.</param>
    /// <param name="after">The last MODSEQ that is known; null: it begins now.</param>
    /// <param name="onReady">Gets the MODSEQ after which changes follow, once.</param>
    /// <param name="onChange">Gets each change, one after the other; must not wait.</param>
    public MailboxFeed(IGrainFactory grains, IMailboxEventsGrain events, long? after, Action<long> onReady, Action<MailboxChanged> onChange)
    {
        (_grains, _events, _last, _onReady, _onChange) = (grains, events, after, onReady, onChange);
        _self = grains.CreateObjectReference<IMailboxObserver>(this);
    }

    /// <summary>Completes when a change is missing.</summary>
    public ValueTask<bool> GapAsync(CancellationToken cancellation) => _gaps.Reader.ReadAsync(cancellation);

    /// <summary>Begins, goes on for another ten minutes, or closes a gap.</summary>
    /// <exception cref="Contracts.Errors.MailException">Refused.</exception>
    public async Task AttachAsync()
    {
        long? after;
        lock (_lock)
        {
            (_isAttaching, after) = (true, _last);
        }

        try
        {
            var missed = await _events.AttachAsync(_self, after);
            lock (_lock)
            {
                if (!_isReady)
                {
                    _isReady = true;
                    _onReady(after ?? missed.ModSeq);
                }

                foreach (var change in missed.Changes)
                {
                    PassOn(change);
                }

                _last = Math.Max(_last ?? 0, missed.ModSeq);
            }
        }
        finally
        {
            EndAttaching();
        }
    }

    public async Task CloseAsync()
    {
        try
        {
            await _events.DetachAsync(_self);
        }
        finally
        {
            _grains.DeleteObjectReference<IMailboxObserver>(_self);
        }
    }

    public void Changed(MailboxChanged change)
    {
        lock (_lock)
        {
            if (_isAttaching)
            {
                if (_early.Count < MostEarly)
                {
                    _early.Add(change);
                }
            }
            else
            {
                Take(change);
            }
        }
    }

    private void EndAttaching()
    {
        lock (_lock)
        {
            _isAttaching = false;
            foreach (var change in _early.OrderBy(c => c.ModSeq))
            {
                Take(change);
            }

            _early.Clear();
        }
    }

    private void Take(MailboxChanged change)
    {
        if (change.ModSeq > (_last ?? 0) + 1)
        {
            _gaps.Writer.TryWrite(true);
        }
        else
        {
            PassOn(change);
        }
    }

    private void PassOn(MailboxChanged change)
    {
        if (change.ModSeq > (_last ?? 0))
        {
            _last = change.ModSeq;
            _onChange(change);
        }
    }
}
