using Orleans;

namespace Engine.Tests.Grains;

public interface IStringKeyGrain : IGrainWithStringKey
{
    Task<string> Key();
}

public interface IGuidKeyGrain : IGrainWithGuidKey
{
    Task<string> Key();
}

public interface IIntegerKeyGrain : IGrainWithIntegerKey
{
    Task<string> Key();
}

public interface IGuidCompoundKeyGrain : IGrainWithGuidCompoundKey
{
    Task<string> Key();
}

public interface IIntegerCompoundKeyGrain : IGrainWithIntegerCompoundKey
{
    Task<string> Key();
}

public class StringKeyGrain : Grain, IStringKeyGrain
{
    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());
}

public class GuidKeyGrain : Grain, IGuidKeyGrain
{
    public Task<string> Key() => Task.FromResult(this.GetPrimaryKey().ToString());
}

public class IntegerKeyGrain : Grain, IIntegerKeyGrain
{
    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyLong().ToString());
}

public class GuidCompoundKeyGrain : Grain, IGuidCompoundKeyGrain
{
    public Task<string> Key() => Task.FromResult(this.GetPrimaryKey(out var text) + "|" + text);
}

public class IntegerCompoundKeyGrain : Grain, IIntegerCompoundKeyGrain
{
    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyLong(out var text) + "|" + text);
}
