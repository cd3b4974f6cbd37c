namespace Mail.Gateway.Imap.Commands;

/// <summary>Bounds the memory of all messages that are being appended at once.</summary>
internal sealed class AppendBudget(ImapOptions options)
{
    private long _used;

    public bool TryTake(long octets)
    {
        if (Interlocked.Add(ref _used, octets) <= options.MaxAppending)
        {
            return true;
        }

        Give(octets);
        return false;
    }

    public void Give(long octets) => Interlocked.Add(ref _used, -octets);
}
