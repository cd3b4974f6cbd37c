using Mail.Domain.Identity;
using Mail.Gateway.Limits;

namespace Mail.Gateway.Smtp.Submission;

/// <summary>Recipients per hour and account: a leaky bucket kept as the time at which it will be empty.</summary>
internal sealed class SendRate(Func<int> perHour, int accounts, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly RecentTable<AccountId, Bucket> _buckets = new(accounts);
    private readonly long _hour = 3_600 * time.TimestampFrequency;

    /// <summary>Counts recipients; false, and nothing counted, when they are more than the account's rate leaves.</summary>
    public bool TryTake(AccountId account, int recipients = 1) => TryTake(account, recipients, counted: true);

    /// <summary>Whether the rate leaves one recipient; counts nothing.</summary>
    public bool HasRoom(AccountId account) => TryTake(account, 1, counted: false);

    private bool TryTake(AccountId account, int recipients, bool counted)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            var bucket = _buckets[account];
            var empty = Math.Max(bucket.EmptyAt, now) + (_hour / perHour() * recipients);
            if (empty - now > _hour)
            {
                return false;
            }

            bucket.EmptyAt = counted ? empty : bucket.EmptyAt;
            return true;
        }
    }

    private sealed class Bucket
    {
        // Far enough back for any clock.
        public long EmptyAt { get; set; } = long.MinValue / 2;
    }
}
