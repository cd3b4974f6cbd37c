using System.Buffers;
using Engine.Generator.Tests.Model;
using Engine.Generator.Tests.Serialization;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Invocation;

namespace Engine.Generator.Tests.Invocation;

public sealed class ProxyTests
{
    private readonly RecordingRuntime _runtime = new(new Target());

    private ITestGrain Grain => _runtime.Reference<ITestGrain>("g");

    [Fact]
    public async Task Calls_reach_the_target_with_their_arguments()
    {
        Assert.Equal(5, (await Grain.Wrap(5)).Value);
        Assert.Equal("hello ada", await Grain.Greet("ada"));
        Assert.Equal(3, await Grain.Overloaded(3));
        Assert.Equal(4, await Grain.Overloaded("four"));
        await Grain.Poke();
        var refused = await Assert.ThrowsAsync<RefusalException>(() => Grain.Overloaded(-1));
        Assert.Equal(9, refused.Code);
    }

    [Fact]
    public async Task Attributes_become_options_timeouts_and_ids()
    {
        await Grain.Read(new FrozenBag(), null, null);
        Assert.Equal(InvokeMethodOptions.ReadOnly | InvokeMethodOptions.AlwaysInterleave, _runtime.Last!.Options);
        await Grain.Overloaded("four");
        Assert.Equal(("test.grain", "overloaded-text"), (_runtime.Last.GetInterfaceName(), _runtime.Last.GetMethodId()));
        await Grain.Overloaded(4);
        Assert.Equal("Overloaded(int)", _runtime.Last.GetMethodId());
        Assert.Equal(TimeSpan.FromSeconds(7), _runtime.Last.GetDefaultResponseTimeout());
        Assert.Equal(typeof(int), _runtime.Last.GetMethod().GetParameters().Single().ParameterType);
        _ = Grain.Forget("text");
        Assert.True(_runtime.WasOneWay);
        _runtime.Reference<ITestObserver>("o").Happened("it");
        Assert.Equal(InvokeMethodOptions.OneWay | InvokeMethodOptions.Unordered, _runtime.Last.Options);
    }

    [Fact]
    public async Task Mutable_arguments_are_copied_and_immutable_ones_shared()
    {
        List<int> numbers = [1], shared = [2];
        await Grain.Run(numbers, shared, default);
        _runtime.Last!.DeepCopyArguments(RecordingRuntime.Pool);
        Assert.NotSame(numbers, _runtime.Last.GetArgument(0));
        Assert.Equal(numbers, (List<int>)_runtime.Last.GetArgument(0)!);
        Assert.Same(shared, _runtime.Last.GetArgument(1));
    }

    [Fact]
    public async Task Arguments_and_results_travel()
    {
        await Grain.Run([1, 2], [3], new CancellationToken(true));
        using var received = Travel(_runtime.Last!);
        Assert.Equal([1, 2], (List<int>)received.GetArgument(0)!);
        Assert.Equal([3], (List<int>)received.GetArgument(1)!);
        Assert.True(received.IsCancellable);
        Assert.False(received.GetCancellationToken().IsCancellationRequested);
        Assert.True(received.TryCancel());
        Assert.True(received.GetCancellationToken().IsCancellationRequested);

        await Grain.Wrap(5);
        var output = new ArrayBufferWriter<byte>();
        var writer = new Writer(output, Host.Codecs);
        _runtime.Last!.WriteResponse(ref writer, Response.FromResult(new Box<int> { Value = 6 }));
        writer.Commit();
        var reader = new Reader(output.WrittenSpan, Host.Codecs);
        Assert.Equal(6, _runtime.Last.ReadResponse(ref reader).GetResult<Box<int>>().Value);
    }

    [Fact]
    public async Task References_travel_as_identity_and_interface()
    {
        var codecs = new CodecProvider(Host.Manifest);
        codecs.ReferenceFactory = (id, type) => _runtime.Reference(Host.Manifest.Interfaces.Single(entry => entry.Value.InterfaceName == type.ToString()).Key, id);
        var observer = _runtime.Reference<ITestObserver>("o");
        await Grain.Read(new FrozenBag(), observer, Grain);
        var received = Travel(_runtime.Last!, codecs);
        Assert.Equal(observer, received.GetArgument(1));
        Assert.Equal(Grain, received.GetArgument(2));
        Assert.IsAssignableFrom<ITestObserver>(received.GetArgument(1));
        var serializer = new Serializer(codecs);
        Assert.IsAssignableFrom<ITestGrain>(serializer.Deserialize<Holder>(serializer.SerializeToArray(new Holder { Anything = Grain })).Anything);
        Assert.Throws<SerializerException>(() => serializer.SerializeToArray<ITestObserver>(new Observer()));
    }

    [Fact]
    public async Task Closed_generic_interfaces_that_are_used_are_registered()
    {
        var runtime = new RecordingRuntime(new Store());
        var store = runtime.Reference<IStoreGrain<Point>>("1");
        await store.Put(new Point(1, 2), [new Point(3, 4)]);
        var received = Travel(runtime.Last!);
        Assert.Equal(new Point(1, 2), received.GetArgument(0));
        Assert.Equal([new Point(3, 4)], (List<Point>)received.GetArgument(1)!);
        Assert.Contains(typeof(StoreGrain), Host.Manifest.InterfaceImplementations);
    }

    [Fact]
    public void Sequences_are_requests_bound_to_the_reference()
    {
        var sequence = Assert.IsAssignableFrom<AsyncEnumerableRequest<int>>(Grain.Count(3, default));
        Assert.Equal(3, sequence.GetArgument(0));
        Assert.Equal(3, Travel(sequence).GetArgument(0));
    }

    [Fact]
    public async Task A_call_allocates_its_request_and_little_else()
    {
        var grain = Grain;
        await grain.Poke();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Assert.True(grain.Poke().IsCompletedSuccessfully);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 24, 64);
    }

    private static RequestBase Travel(RequestBase request, CodecProvider? codecs = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new Writer(output, codecs ?? Host.Codecs);
        RequestCodec.Instance.WriteField(ref writer, 0, request);
        writer.Commit();
        var reader = new Reader(output.WrittenSpan, codecs ?? Host.Codecs);
        var received = RequestCodec.Instance.ReadValue(ref reader, reader.ReadValueHeader())!;
        Assert.IsType(request.GetType(), received);
        Assert.Equal(0, reader.Remaining);
        return received;
    }

    private sealed class Store : IStoreGrain<Point>
    {
        public Task Put(Point value, List<Point> more) => Task.CompletedTask;

        public Task<Point> Get() => Task.FromResult(default(Point));
    }

    private sealed class Observer : ITestObserver
    {
        public void Happened(string what)
        {
        }
    }

    private sealed class Target : ITestGrain, ITestObserver
    {
        public Task Run(List<int> numbers, List<int> shared, CancellationToken cancellation) => Task.CompletedTask;

        public Task<Box<int>> Wrap(int value) => Task.FromResult(new Box<int> { Value = value });

        public ValueTask Poke() => default;

        public ValueTask<string?> Read(FrozenBag bag, ITestObserver? observer, ITestGrain? other) => default;

        public Task Forget(string text) => Task.CompletedTask;

        public Task<int> Overloaded(int value) => value < 0 ? throw new RefusalException(9, "negative") : Task.FromResult(value);

        public Task<int> Overloaded(string value) => Task.FromResult(value.Length);

        public IAsyncEnumerable<int> Count(int upTo, CancellationToken cancellation) => AsyncEnumerable.Range(0, upTo);

        public Task<string> Greet(string name) => Task.FromResult($"hello {name}");

        public void Happened(string what)
        {
        }
    }
}
