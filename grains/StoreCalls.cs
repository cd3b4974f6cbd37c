using Mail.Contracts.Errors;
using Mail.Storage;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains;

/// <summary>What failures of a store mean to a grain: it remembers nothing that is not stored, and its caller learns whether to try again.</summary>
internal static class StoreCalls
{
    /// <exception cref="MailException">Unavailable: the store does not answer.</exception>
    public static async Task<T> ReadAsync<T>(Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (StoreUnavailableException error)
        {
            throw new MailException(MailErrorCode.Unavailable, error.Message);
        }
    }

    /// <summary>Makes a change. If that fails, nobody knows what is stored: the activation goes, so that the next call sees it.</summary>
    /// <exception cref="MailException">Unavailable: the store does not answer.</exception>
    public static async Task<T> ChangeAsync<T>(this IGrainBase grain, Func<ValueTask<T>> change)
    {
        try
        {
            return await change();
        }
        catch (Exception error)
        {
            grain.DeactivateOnIdle();
            if (Cause(error) is { } cause)
            {
                throw new MailException(MailErrorCode.Unavailable, cause.Message);
            }

            throw;
        }
    }

    /// <summary>Another writer was there first: the activation goes, and the next call sees what that one wrote.</summary>
    public static MailException Stale(this IGrainBase grain)
    {
        grain.DeactivateOnIdle();
        return new MailException(MailErrorCode.Aborted, "It was changed meanwhile: read it again.");
    }

    /// <summary>Orleans wraps what storage providers throw.</summary>
    private static StoreUnavailableException? Cause(Exception error) =>
        error as StoreUnavailableException ?? (error as OrleansException)?.InnerException as StoreUnavailableException;
}
