using Mail.Contracts.Errors;
using Mail.Storage;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains;

/// <summary>Writes of cold state that leave no unsaved value behind.</summary>
internal static class ColdState
{
    /// <summary>Removes the state, under the same rule.</summary>
    public static Task RemoveAsync<T>(this IPersistentState<T> state, IGrainBase grain) => DoAsync(state.ClearStateAsync, grain);

    /// <summary>Writes the state. If that fails the activation goes, so that the next call sees what is really stored.</summary>
    /// <exception cref="MailException">Unavailable: the store does not answer.</exception>
    public static Task SaveAsync<T>(this IPersistentState<T> state, IGrainBase grain) => DoAsync(state.WriteStateAsync, grain);

    /// <summary>Orleans wraps what storage providers throw.</summary>
    private static StoreUnavailableException? Cause(Exception error) =>
        error as StoreUnavailableException ?? (error as OrleansException)?.InnerException as StoreUnavailableException;

    private static async Task DoAsync(Func<Task> change, IGrainBase grain)
    {
        try
        {
            await change();
        }
        catch (Exception error) when (Cause(error) is { } cause)
        {
            grain.DeactivateOnIdle();
            throw new MailException(MailErrorCode.Unavailable, cause.Message);
        }
        catch
        {
            grain.DeactivateOnIdle();
            throw;
        }
    }
}
