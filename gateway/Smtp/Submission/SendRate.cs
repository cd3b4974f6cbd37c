using Mail.Domain.Identity;
using Mail.Gateway.Limits;

namespace Mail.Gateway.Smtp.Submission;

/// <summary>Recipients per hour and account: a leaky bucket kept as the time at which it will be empty.</summary>
internal sealed class SendRate(Func<int> perHour, int accounts, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly RecentTable<AccountId, Bucket> _buckets = new(accounts);
    private readonly long _hour = 3_600 * time.TimestampFrequency;

    /// <summary>Counts one recipient; false, and nothing counted, when the account has used up its rate.</summary>
    public bool TryTake(AccountId account)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            var bucket = _buckets[account];
            var empty = Math.Max(bucket.EmptyAt, now) + (_hour / perHour());
            if (empty - now > _hour)
            {
                return false;
            }

            bucket.EmptyAt = empty;
            return true;
        }
    }

    private sealed class Bucket
    {
        // Far enough back for any clock.
        public long EmptyAt { get; set; } = long.MinValue / 2;
    }
}
