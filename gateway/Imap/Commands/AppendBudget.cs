using Mail.Domain.Identity;

namespace Mail.Gateway.Imap.Commands;

/// <summary>
/// Bounds the memory of all messages that are being appended at once. One account gets half of it at most, as far as one message
/// has room.
/// </summary>
internal sealed class AppendBudget(ImapOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AccountId, long> _byAccount = [];
    private long _used;

    public bool TryTake(AccountId account, long octets)
    {
        lock (_lock)
        {
            var held = _byAccount.GetValueOrDefault(account);
            if (_used + octets > options.MaxAppending || held + octets > Math.Max(options.MaxAppending / 2, options.MaxMessage))
            {
                return false;
            }

            _used += octets;
            _byAccount[account] = held + octets;
            return true;
        }
    }

    public void Give(AccountId account, long octets)
    {
        lock (_lock)
        {
            _used -= octets;
            if ((_byAccount[account] -= octets) == 0)
            {
                _byAccount.Remove(account);
            }
        }
    }
}
