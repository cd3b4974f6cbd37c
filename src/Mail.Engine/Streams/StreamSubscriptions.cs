using System.Globalization;
using System.Text;
using Mail.Engine.Activation;
using Mail.Engine.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;

namespace Mail.Engine.Streams;

/// <summary>Who listens to a stream: grains whose class says so, and those that subscribed, which the storage "PubSubStore" keeps.</summary>
internal sealed class StreamSubscriptions(GrainClasses classes, IServiceProvider services, ISiloRandom random)
{
    private const int MostWriteAttempts = 10;
    private const string StateName = "pubsub";
    private static readonly GrainType RecordType = GrainType.Create("pubsubrendezvous");

    public async ValueTask<List<StreamSubscriber>> Of(string provider, StreamId stream)
    {
        var subscribers = Implicit(stream);
        if (Storage is { } storage)
        {
            subscribers.AddRange((await Read(storage, provider, stream)).State.Select(StreamSubscriber.Parse));
        }

        return subscribers;
    }

    /// <summary>The id of the subscription that the grain's class gives it to the stream, or null.</summary>
    public Guid? ImplicitId(StreamId stream, GrainId grain) =>
        Implicit(stream).FirstOrDefault(s => s.GrainId == grain) is { } subscriber ? subscriber.SubscriptionId : null;

    public async Task<Guid> Add(string provider, StreamId stream, GrainId grain)
    {
        var id = random.NextGuid();
        await Change(provider, stream, rows => rows.Add(new StreamSubscriber(id, grain).ToString()));
        return id;
    }

    public Task Remove(string provider, StreamId stream, Guid id) =>
        Change(provider, stream, rows => rows.RemoveAll(row => StreamSubscriber.Parse(row).SubscriptionId == id));

    private IGrainStorage? Storage => services.GetKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME);

    private List<StreamSubscriber> Implicit(StreamId stream)
    {
        var subscribers = new List<StreamSubscriber>();
        var streamNamespace = stream.GetNamespace();
        foreach (var grainClass in classes.All)
        {
            if (grainClass.ImplicitNamespaces.Contains(streamNamespace))
            {
                var grain = GrainId.Create(grainClass.GrainType, stream.KeySpan);
                subscribers.Add(new StreamSubscriber(IdOf(stream, grain), grain));
            }
        }

        return subscribers;
    }

    // The same in every silo and after every restart.
    private static Guid IdOf(StreamId stream, GrainId grain)
    {
        Span<byte> id = stackalloc byte[16];
        for (var part = 0; part < 4; part++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{part}:{stream}:{grain}");
            BitConverter.TryWriteBytes(id[(part * 4)..], StableBytesHash.Compute(Encoding.UTF8.GetBytes(text)));
        }

        return new Guid(id);
    }

    private async Task Change(string provider, StreamId stream, Action<List<string>> change)
    {
        var storage = Storage ?? throw new OrleansConfigurationException(
            $"Explicit subscriptions need a storage provider named \"{ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME}\"; none is registered.");
        for (var attempt = 1; ; attempt++)
        {
            var record = await Read(storage, provider, stream);
            change(record.State);
            try
            {
                await storage.WriteStateAsync(StateName, RecordId(provider, stream), record);
                return;
            }
            catch (InconsistentStateException) when (attempt < MostWriteAttempts)
            {
                // Another subscriber of the same stream was faster: read again.
            }
        }
    }

    private static async Task<GrainState<List<string>>> Read(IGrainStorage storage, string provider, StreamId stream)
    {
        var record = new GrainState<List<string>>([]);
        await storage.ReadStateAsync(StateName, RecordId(provider, stream), record);
        record.State ??= [];
        return record;
    }

    private static GrainId RecordId(string provider, StreamId stream) => GrainId.Create(RecordType, $"{provider}/{stream}");
}
