using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Mail.Domain.Auth;
using Mail.Domain.Identity;

namespace Mail.Gateway.Auth;

/// <summary>
/// Checks a password against a SCRAM verifier. PBKDF2 runs on the thread pool, a bounded number at once. A success is
/// remembered for a short while under a keyed hash of account, verifier and password: nothing of the password can be read
/// from memory without the key of this process, and a changed password is a changed verifier.
/// </summary>
public sealed class PasswordCheck : IDisposable
{
    private readonly ConcurrentDictionary<UInt128, long> _remembered = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly PasswordCheckOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _slots;
    private int _waiting;

    /// <exception cref="ArgumentException">An option is out of its bounds.</exception>
    public PasswordCheck(PasswordCheckOptions options, TimeProvider time)
    {
        options.Validate();
        (_options, _time) = (options, time);
        _slots = new SemaphoreSlim(options.Parallel);
    }

    /// <summary>PBKDF2 rounds of new verifiers.</summary>
    public int Iterations => _options.Iterations;

    /// <summary>Whether <paramref name="password"/> is the one that <paramref name="credentials"/> were made from; null if too many checks wait.</summary>
    public ValueTask<bool?> CheckAsync(
        AccountId account, ScramCredentials credentials, string password, CancellationToken cancellation) =>
        CheckAsync(account, [credentials], password, cancellation);

    /// <summary>Whether <paramref name="password"/> is one of those that the verifiers were made from; null if too many checks wait.</summary>
    public async ValueTask<bool?> CheckAsync(
        AccountId account, IEnumerable<ScramCredentials> verifiers, string password, CancellationToken cancellation)
    {
        var (answered, match) = await FindMatchAsync(account, verifiers, password, cancellation).ConfigureAwait(false);
        return answered ? match is not null : null;
    }

    /// <summary>The verifier that was made from <paramref name="password"/>, if one was; no answer if too many checks wait.</summary>
    public async ValueTask<(bool Answered, ScramCredentials? Match)> FindMatchAsync(
        AccountId account, IEnumerable<ScramCredentials> verifiers, string password, CancellationToken cancellation)
    {
        foreach (var credentials in verifiers)
        {
            if (_remembered.TryGetValue(KeyOf(account, credentials, password), out var since) && _time.GetElapsedTime(since) < _options.RememberFor)
            {
                return (true, credentials);
            }
        }

        var (answered, match) = await ComputeAsync(verifiers, password, cancellation).ConfigureAwait(false);
        if (match is not null && _options.RememberFor > TimeSpan.Zero)
        {
            Remember(KeyOf(account, match, password));
        }

        return (answered, match);
    }

    public void Dispose() => _slots.Dispose();

    private async ValueTask<(bool Answered, ScramCredentials? Match)> ComputeAsync(
        IEnumerable<ScramCredentials> verifiers, string password, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > _options.MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return (false, null);
        }

        try
        {
            await _slots.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            return (true, await Task.Run(() => ScramCredentials.FindMatch(verifiers, password), cancellation).ConfigureAwait(false));
        }
        finally
        {
            _slots.Release();
        }
    }

    private UInt128 KeyOf(AccountId account, ScramCredentials credentials, string password)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        Span<byte> id = stackalloc byte[16];
        account.Value.TryWriteBytes(id);
        hash.AppendData(id);
        hash.AppendData(credentials.StoredKey.Span);
        hash.AppendData(Encoding.UTF8.GetBytes(password));
        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(digest);
    }

    private void Remember(UInt128 key)
    {
        if (_remembered.Count >= _options.MostRemembered)
        {
            Forget();
        }

        _remembered[key] = _time.GetTimestamp();
    }

    /// <summary>Drops what has expired and, if that is not enough, everything: a check more costs less than an order kept.</summary>
    private void Forget()
    {
        foreach (var (key, since) in _remembered)
        {
            if (_time.GetElapsedTime(since) >= _options.RememberFor)
            {
                _remembered.TryRemove(key, out _);
            }
        }

        if (_remembered.Count >= _options.MostRemembered)
        {
            _remembered.Clear();
        }
    }
}
