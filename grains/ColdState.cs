using Mail.Contracts.Errors;
using Mail.Storage;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains;

/// <summary>Writes of cold state that leave no unsaved value behind.</summary>
internal static class ColdState
{
    /// <summary>Writes the state. If that fails the activation goes, so that the next call sees what is really stored.</summary>
    /// <exception cref="MailException">Unavailable: the store does not answer.</exception>
    public static async Task SaveAsync<T>(this IPersistentState<T> state, IGrainBase grain)
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch (StoreUnavailableException error)
        {
            grain.DeactivateOnIdle();
            throw new MailException(MailErrorCode.Unavailable, error.Message);
        }
        catch
        {
            grain.DeactivateOnIdle();
            throw;
        }
    }
}
