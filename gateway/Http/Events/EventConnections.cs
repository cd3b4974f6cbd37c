using Mail.Domain.Identity;

namespace Mail.Gateway.Http.Events;

/// <summary>Counts event connections against their bounds.</summary>
internal sealed class EventConnections(HttpApiOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AccountId, int> _ofUser = [];
    private int _all;

    public bool TryEnter(AccountId user)
    {
        lock (_lock)
        {
            var count = _ofUser.GetValueOrDefault(user);
            if (_all >= options.MaxEventConnections || count >= options.MaxEventConnectionsPerUser)
            {
                return false;
            }

            _all++;
            _ofUser[user] = count + 1;
            return true;
        }
    }

    public void Leave(AccountId user)
    {
        lock (_lock)
        {
            _all--;
            if (--_ofUser[user] == 0)
            {
                _ofUser.Remove(user);
            }
        }
    }
}
