using Mail.Storage.Postgres;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Mail.Silo.Cluster;

/// <summary>
/// Orleans' AdoNet storage as the grains need it. That leaves the grain's type out, and reads a key as a number where it can: tenants
/// <c>1</c> and <c>01</c> would have one state. So the whole id goes to it as the key, behind a sign with which no number begins. What the
/// driver throws is said in the words of our ports.
/// </summary>
internal sealed class PostgresGrainStorage(IGrainStorage inner) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        TranslateAsync(inner.ReadStateAsync(stateName, Whole(grainId), grainState, cancellationToken));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        TranslateAsync(inner.WriteStateAsync(stateName, Whole(grainId), grainState, cancellationToken));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        TranslateAsync(inner.ClearStateAsync(stateName, Whole(grainId), grainState, cancellationToken));

    private static GrainId Whole(GrainId grainId) => GrainId.Create(grainId.Type, $"={grainId}");

    private static async Task TranslateAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (Exception failure) when (PostgresFailures.IsOfStore(failure))
        {
            throw PostgresFailures.ToPortException(failure);
        }
    }
}
