using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Mail.Contracts.Errors;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Scenarios.Streams;

/// <summary>A consumer of the outbox stream <c>recorded</c>; refuses events that begin with "poison", "once" the first time, and "outage" for now.</summary>
public interface IRecorderGrain : IGrainWithStringKey;

[ImplicitStreamSubscription("recorded")]
public sealed class RecorderGrain : Grain, IRecorderGrain, IAsyncObserver<byte[]>, IStreamSubscriptionObserver
{
    private readonly HashSet<string> _refused = [];

    private static readonly ConcurrentDictionary<string, Channel<string>> Heard = new();

    public static ValueTask<string> NextAsync(string key, CancellationToken cancellation) =>
        Heard.GetOrAdd(key, _ => Channel.CreateUnbounded<string>()).Reader.ReadAsync(cancellation);

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<byte[]>().ResumeAsync(this);

    public Task OnNextAsync(byte[] item, StreamSequenceToken? token = null)
    {
        var text = Encoding.UTF8.GetString(item);
        Heard.GetOrAdd(this.GetPrimaryKeyString(), _ => Channel.CreateUnbounded<string>()).Writer.TryWrite(text);
        return text.Split(' ')[0] switch
        {
            "poison" => throw new InvalidOperationException($"cannot take {text}"),
            "once" when _refused.Add(text) => throw new InvalidOperationException(text),
            "outage" => throw new MailException(MailErrorCode.Unavailable, text),
            _ => Task.CompletedTask,
        };
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
