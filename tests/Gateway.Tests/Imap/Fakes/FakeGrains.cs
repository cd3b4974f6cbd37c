using System.Reflection;
using Mail.Contracts.Accounts;
using Mail.Contracts.Directory;
using Mail.Contracts.Keys;
using Mail.Contracts.Mailboxes;
using Mail.Gateway.Auth;
using Orleans;

namespace Mail.Gateway.Tests.Imap.Fakes;

/// <summary>A grain factory that gives out fakes; observers are handed over as they are.</summary>
public class FakeGrains : DispatchProxy
{
    private readonly Dictionary<(Type, string), object> _grains = [];

    public FakeGrains() => _grains[(typeof(IServerSecretGrain), DecoySecret.Key)] = new FakeSecret();

    /// <summary>Gives grains that nobody has added.</summary>
    internal Func<Type, string, object>? Others { get; set; }

    public static (IGrainFactory Factory, FakeGrains Fake) Create()
    {
        var factory = DispatchProxy.Create<IGrainFactory, FakeGrains>();
        return (factory, (FakeGrains)(object)factory);
    }

    internal void Add(Guid key, IMailboxGrain grain) => _grains[(typeof(IMailboxGrain), key.ToString())] = grain;

    internal void Add(Guid key, IAccountGrain grain) => _grains[(typeof(IAccountGrain), key.ToString())] = grain;

    internal void Add(string key, IDirectoryGrain grain) => _grains[(typeof(IDirectoryGrain), key)] = grain;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        "GetGrain" when targetMethod.IsGenericMethod => Find(targetMethod.GetGenericArguments()[0], args![0]!.ToString()!),
        "CreateObjectReference" => args![0],
        "DeleteObjectReference" => null,
        _ => throw new NotSupportedException(targetMethod.Name),
    };

    private object Find(Type type, string key) =>
        _grains.TryGetValue((type, key), out var grain) ? grain : Others?.Invoke(type, key) ?? throw new NotSupportedException($"{type.Name} {key}");
}
