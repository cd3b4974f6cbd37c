using Mail.Contracts.Errors;
using Mail.Contracts.Keys;
using Orleans;
using Orleans.Runtime;

namespace Mail.Grains.Keys;

/// <summary>A secret of this server. It is stored before anybody uses it.</summary>
public sealed class ServerSecretGrain([PersistentState("server-secret")] IPersistentState<ServerSecretState> state) : Grain, IServerSecretGrain
{
    public const int Length = 32;

    public async Task<ReadOnlyMemory<byte>> GetOrKeepAsync(ReadOnlyMemory<byte> fresh)
    {
        if (!state.RecordExists)
        {
            if (fresh.Length != Length)
            {
                throw MailException.Invalid($"A secret has {Length} octets.");
            }

            state.State = new ServerSecretState { Secret = fresh.ToArray() };
            await state.SaveAsync(this);
        }

        return state.State.Secret;
    }
}
