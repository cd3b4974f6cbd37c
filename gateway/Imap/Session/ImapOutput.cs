using System.IO.Pipelines;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Session;

/// <summary>Responses on their way to the client: collected, and flushed by size or at the end of a command.</summary>
internal sealed class ImapOutput
{
    /// <summary>Octets that are collected before they are sent.</summary>
    public const int FlushAt = 32 * 1024;

    private readonly ImapDeadline _deadline;
    private readonly ImapOptions _options;
    private PipeWriter _pipe;
    private TimeSpan _debt;

    public ImapOutput(PipeWriter pipe, ImapDeadline deadline, ImapOptions options)
    {
        (_pipe, _deadline, _options) = (pipe, deadline, options);
        Writer = new ImapResponseWriter(pipe);
    }

    public ImapResponseWriter Writer { get; private set; }

    /// <summary>Whether the peer has time for each flush rather than for the session as a whole; so once it has logged in.</summary>
    public bool IsPaced { get; set; }

    public bool IsFull => _pipe.UnflushedBytes >= FlushAt;

    /// <summary>Memory of the pipe itself, for bytes that need no copy.</summary>
    public Memory<byte> GetMemory(int size) => _pipe.GetMemory(size);

    public void Advance(int count) => _pipe.Advance(count);

    /// <summary>Whether the client was cut off because it took too long to read.</summary>
    public bool WasTooSlow { get; private set; }

    /// <summary>Sends what is there; waits while the client does not read.</summary>
    /// <exception cref="ImapPeerGoneException">The client has gone, or was too slow.</exception>
    public async ValueTask FlushAsync()
    {
        var (began, octets) = (_deadline.Now, _pipe.UnflushedBytes);
        if (IsPaced)
        {
            // Whoever takes the least in each single wait must come up for it: the time beyond what the octets are worth adds up.
            _deadline.Set(_options.TransferTimeout - _debt);
        }

        var result = await _pipe.FlushAsync().ConfigureAwait(false);
        if (IsPaced)
        {
            var beyond = _debt + _deadline.Since(began) - TimeSpan.FromSeconds((double)octets / _options.SlowestRate);
            _debt = beyond < TimeSpan.Zero ? TimeSpan.Zero : beyond < _options.TransferTimeout ? beyond : _options.TransferTimeout;
            _deadline.Set(_options.IdleTimeout);
        }

        if (result.IsCompleted || result.IsCanceled)
        {
            WasTooSlow = result.IsCanceled;
            throw new ImapPeerGoneException();
        }
    }

    /// <summary>For long answers: sends when enough has gathered, and lets others have the thread after that.</summary>
    public ValueTask FlushIfFullAsync() => IsFull ? FlushAndYieldAsync() : ValueTask.CompletedTask;

    /// <summary>Makes a flush that waits give up; from any thread.</summary>
    public void Cancel() => _pipe.CancelPendingFlush();

    public void SwitchTo(PipeWriter pipe)
    {
        _pipe = pipe;
        Writer = new ImapResponseWriter(pipe) { Utf8 = Writer.Utf8 };
    }

    private async ValueTask FlushAndYieldAsync()
    {
        await FlushAsync().ConfigureAwait(false);
        await Task.Yield();
    }
}
