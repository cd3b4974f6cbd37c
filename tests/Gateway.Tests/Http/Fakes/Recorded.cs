using System.Reflection;

namespace Mail.Gateway.Tests.Http.Fakes;

/// <summary>Hands calls on and keeps what they were given; without anything behind it every call fails.</summary>
public class Recorded<T> : DispatchProxy
    where T : class
{
    private readonly List<object?> _given = [];
    private T? _inner;

    public IReadOnlyList<object?> Given => _given;

    public static (T Proxy, Recorded<T> Record) Create(T? inner = null)
    {
        var proxy = Create<T, Recorded<T>>();
        var record = (Recorded<T>)(object)proxy;
        record._inner = inner;
        return (proxy, record);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _given.AddRange(args ?? []);
        return targetMethod!.Invoke(_inner ?? throw new NotSupportedException(targetMethod.Name), args);
    }
}
