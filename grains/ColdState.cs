using Mail.Contracts.Errors;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains;

/// <summary>Writes of cold state that leave no unsaved value behind.</summary>
internal static class ColdState
{
    /// <summary>Writes the state, under the rule of <see cref="StoreCalls.ChangeAsync"/>.</summary>
    /// <exception cref="MailException">Unavailable: the store does not answer.</exception>
    public static Task SaveAsync<T>(this IPersistentState<T> state, IGrainBase grain) => grain.ChangeAsync(async () =>
    {
        await state.WriteStateAsync();
        return true;
    });
}
