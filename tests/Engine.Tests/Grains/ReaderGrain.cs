using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Orleans;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Engine.Tests.Grains;

public interface IReaderGrain : IGrainWithStringKey
{
    Task Subscribe(string streamNamespace, string key);

    Task<int> Unsubscribe(string streamNamespace, string key);

    Task End();
}

/// <summary>Writes down what it hears; "fail n times" makes it fail so often first.</summary>
[ImplicitStreamSubscription("news")]
public class ReaderGrain : Grain, IReaderGrain, IStreamSubscriptionObserver, IAsyncObserver<string>
{
    private static readonly ConcurrentDictionary<string, Channel<string>> Heard = new();
    private int _failed;

    public static async Task<List<string>> Read(string key, int count)
    {
        var items = new List<string>();
        while (items.Count < count)
        {
            items.Add(await Of(key).Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
        }

        return items;
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<string>().ResumeAsync(this);

    public Task Subscribe(string streamNamespace, string key) =>
        this.GetStreamProvider("memory").GetStream<string>(streamNamespace, key).SubscribeAsync(this);

    public async Task<int> Unsubscribe(string streamNamespace, string key)
    {
        var handles = await this.GetStreamProvider("memory").GetStream<string>(streamNamespace, key).GetAllSubscriptionHandles();
        foreach (var handle in handles)
        {
            await handle.UnsubscribeAsync();
        }

        return handles.Count;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task OnNextAsync(string item, StreamSequenceToken? token = null)
    {
        if (item.StartsWith("fail ", StringComparison.Ordinal) && _failed++ < int.Parse(item.Split(' ')[1], CultureInfo.InvariantCulture))
        {
            await Of(this.GetPrimaryKeyString()).Writer.WriteAsync("failed");
            throw new InvalidOperationException(item);
        }

        await Of(this.GetPrimaryKeyString()).Writer.WriteAsync(item);
    }

    private static Channel<string> Of(string key) => Heard.GetOrAdd(key, _ => Channel.CreateUnbounded<string>());
}
