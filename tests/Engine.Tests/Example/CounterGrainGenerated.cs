using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Invocation;

[assembly: TypeManifestProvider(typeof(Engine.Tests.Example.CounterGrainGenerated))]

namespace Engine.Tests.Example;

/// <summary>The registration of this assembly's types, as the generator emits it: one class per assembly.</summary>
internal sealed class CounterGrainGenerated : TypeManifestProviderBase
{
    protected override void ConfigureInner(TypeManifestOptions config)
    {
        config.AddInterface(new InterfaceRegistration(typeof(ICounterGrain), "Engine.Tests.Example.ICounterGrain", static (shared, key) => new Proxy_ICounterGrain(shared, key)));
        config.AddInvokable("Engine.Tests.Example.ICounterGrain", "Add", static () => new Invokable_ICounterGrain_Add());
        config.AddInvokable("Engine.Tests.Example.ICounterGrain", "Echo", static () => new Invokable_ICounterGrain_Echo());
        config.AddInvokable("Engine.Tests.Example.ICounterGrain", "Forget", static () => new Invokable_ICounterGrain_Forget());
        config.AddInvokable("Engine.Tests.Example.ICounterGrain", "Wait", static () => new Invokable_ICounterGrain_Wait());
        config.AddInvokable("Engine.Tests.Example.ICounterGrain", "Count", static () => new Invokable_ICounterGrain_Count());
        config.InterfaceImplementations.Add(typeof(CounterGrain));
    }
}

internal sealed class Proxy_ICounterGrain(GrainReferenceShared shared, IdSpan key) : GrainReference(shared, key), ICounterGrain
{
    // Task: AsTask() of the value task; the runtime backs it by the task itself, so that nothing more is allocated.
    Task<int> ICounterGrain.Add(int amount) => InvokeAsync<int>(new Invokable_ICounterGrain_Add { arg0 = amount }).AsTask();

    ValueTask<List<string>> ICounterGrain.Echo(List<string> words) => InvokeAsync<List<string>>(new Invokable_ICounterGrain_Echo { arg0 = words });

    // One-way: sent, never awaited.
    Task ICounterGrain.Forget(string text)
    {
        Invoke(new Invokable_ICounterGrain_Forget { arg0 = text });
        return Task.CompletedTask;
    }

    Task ICounterGrain.Wait(TimeSpan time, CancellationToken cancellationToken) =>
        InvokeAsync(new Invokable_ICounterGrain_Wait { arg0 = time, arg1 = cancellationToken }).AsTask();

    IAsyncEnumerable<int> ICounterGrain.Count(int upTo, CancellationToken cancellationToken) =>
        new Invokable_ICounterGrain_Count { arg0 = upTo, arg1 = cancellationToken }.InitializeRequest(this);
}

// Task<T> -> TaskRequest<T>; Task -> TaskRequest; ValueTask<T> -> Request<T>; ValueTask -> Request; void -> VoidRequest;
// IAsyncEnumerable<T> -> AsyncEnumerableRequest<T>. Arguments of immutable types need no DeepCopyArguments.
internal sealed class Invokable_ICounterGrain_Add : TaskRequest<int>
{
    private static MethodInfo? s_method;
    private ICounterGrain? _target;
    public int arg0;

    public override object? GetTarget() => _target;

    public override void SetTarget(ITargetHolder holder) => _target = (ICounterGrain)holder.GetTarget()!;

    public override int GetArgumentCount() => 1;

    public override object? GetArgument(int index) => index switch { 0 => arg0, _ => throw new ArgumentOutOfRangeException(nameof(index)) };

    public override void SetArgument(int index, object value)
    {
        switch (index)
        {
            case 0: arg0 = (int)value; break;
            default: throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    public override string GetMethodName() => "Add";

    public override string GetInterfaceName() => "Engine.Tests.Example.ICounterGrain";

    public override string GetActivityName() => "ICounterGrain/Add";

    public override Type GetInterfaceType() => typeof(ICounterGrain);

    public override MethodInfo GetMethod() => s_method ??= typeof(ICounterGrain).GetMethod("Add", [typeof(int)])!;

    protected override Task<int> InvokeInner() => _target!.Add(arg0);
}

internal sealed class Invokable_ICounterGrain_Echo : Request<List<string>>
{
    private static MethodInfo? s_method;
    private ICounterGrain? _target;
    public List<string>? arg0;

    // [ReadOnly], [AlwaysInterleave], [Unordered], [OneWay] become options.
    public Invokable_ICounterGrain_Echo() => Options = InvokeMethodOptions.ReadOnly;

    public override object? GetTarget() => _target;

    public override void SetTarget(ITargetHolder holder) => _target = (ICounterGrain)holder.GetTarget()!;

    public override int GetArgumentCount() => 1;

    public override object? GetArgument(int index) => index switch { 0 => arg0, _ => throw new ArgumentOutOfRangeException(nameof(index)) };

    public override void SetArgument(int index, object value)
    {
        switch (index)
        {
            case 0: arg0 = (List<string>?)value; break;
            default: throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    public override string GetMethodName() => "Echo";

    public override string GetInterfaceName() => "Engine.Tests.Example.ICounterGrain";

    public override string GetActivityName() => "ICounterGrain/Echo";

    public override Type GetInterfaceType() => typeof(ICounterGrain);

    public override MethodInfo GetMethod() => s_method ??= typeof(ICounterGrain).GetMethod("Echo", [typeof(List<string>)])!;

    public override void DeepCopyArguments(CopyContextPool contexts)
    {
        using var context = contexts.GetContext();
        arg0 = context.DeepCopy(arg0);
    }

    protected override ValueTask<List<string>> InvokeInner() => _target!.Echo(arg0!);
}

internal sealed class Invokable_ICounterGrain_Forget : TaskRequest
{
    private static MethodInfo? s_method;
    private ICounterGrain? _target;
    public string? arg0;

    public Invokable_ICounterGrain_Forget() => Options = InvokeMethodOptions.OneWay;

    public override object? GetTarget() => _target;

    public override void SetTarget(ITargetHolder holder) => _target = (ICounterGrain)holder.GetTarget()!;

    public override int GetArgumentCount() => 1;

    public override object? GetArgument(int index) => index switch { 0 => arg0, _ => throw new ArgumentOutOfRangeException(nameof(index)) };

    public override void SetArgument(int index, object value)
    {
        switch (index)
        {
            case 0: arg0 = (string?)value; break;
            default: throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    public override string GetMethodName() => "Forget";

    public override string GetInterfaceName() => "Engine.Tests.Example.ICounterGrain";

    public override string GetActivityName() => "ICounterGrain/Forget";

    public override Type GetInterfaceType() => typeof(ICounterGrain);

    public override MethodInfo GetMethod() => s_method ??= typeof(ICounterGrain).GetMethod("Forget", [typeof(string)])!;

    protected override Task InvokeInner() => _target!.Forget(arg0!);
}

internal sealed class Invokable_ICounterGrain_Wait : TaskRequest
{
    private static readonly TimeSpan s_timeout = new(50000000L);
    private static MethodInfo? s_method;
    private ICounterGrain? _target;
    public TimeSpan arg0;
    public CancellationToken arg1;

    public override bool IsCancellable => true;

    public override CancellationToken GetCancellationToken() => arg1;

    public override TimeSpan? GetDefaultResponseTimeout() => s_timeout;

    public override object? GetTarget() => _target;

    public override void SetTarget(ITargetHolder holder) => _target = (ICounterGrain)holder.GetTarget()!;

    public override int GetArgumentCount() => 2;

    public override object? GetArgument(int index) => index switch { 0 => arg0, 1 => arg1, _ => throw new ArgumentOutOfRangeException(nameof(index)) };

    public override void SetArgument(int index, object value)
    {
        switch (index)
        {
            case 0: arg0 = (TimeSpan)value; break;
            case 1: arg1 = (CancellationToken)value; break;
            default: throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    public override string GetMethodName() => "Wait";

    public override string GetInterfaceName() => "Engine.Tests.Example.ICounterGrain";

    public override string GetActivityName() => "ICounterGrain/Wait";

    public override Type GetInterfaceType() => typeof(ICounterGrain);

    public override MethodInfo GetMethod() => s_method ??= typeof(ICounterGrain).GetMethod("Wait", [typeof(TimeSpan), typeof(CancellationToken)])!;

    protected override Task InvokeInner() => _target!.Wait(arg0, arg1);
}

internal sealed class Invokable_ICounterGrain_Count : AsyncEnumerableRequest<int>
{
    private static MethodInfo? s_method;
    private ICounterGrain? _target;
    public int arg0;
    public CancellationToken arg1;

    public override object? GetTarget() => _target;

    public override void SetTarget(ITargetHolder holder) => _target = (ICounterGrain)holder.GetTarget()!;

    public override int GetArgumentCount() => 2;

    public override object? GetArgument(int index) => index switch { 0 => arg0, 1 => arg1, _ => throw new ArgumentOutOfRangeException(nameof(index)) };

    public override void SetArgument(int index, object value)
    {
        switch (index)
        {
            case 0: arg0 = (int)value; break;
            case 1: arg1 = (CancellationToken)value; break;
            default: throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    public override string GetMethodName() => "Count";

    public override string GetInterfaceName() => "Engine.Tests.Example.ICounterGrain";

    public override string GetActivityName() => "ICounterGrain/Count";

    public override Type GetInterfaceType() => typeof(ICounterGrain);

    public override MethodInfo GetMethod() => s_method ??= typeof(ICounterGrain).GetMethod("Count", [typeof(int), typeof(CancellationToken)])!;

    protected override IAsyncEnumerable<int> InvokeInner() => _target!.Count(arg0, arg1);
}
