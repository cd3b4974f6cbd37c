using Orleans;

namespace Engine.Generator.Tests.Model;

/// <summary>What a silo before the upgrade knows.</summary>
[GenerateSerializer, Alias("test.account.v1")]
public sealed class AccountBefore
{
    [Id(0)] public string Name { get; set; } = "";

    [Id(3)] public long Size { get; set; }
}

/// <summary>What a silo after the upgrade knows: more fields, one gone.</summary>
[GenerateSerializer, Alias("test.account.v2")]
public sealed class AccountAfter
{
    [Id(0)] public string Name { get; set; } = "";

    [Id(1)] public List<Point> Points { get; set; } = [new Point(9, 9)];

    [Id(2)] public object? Extra { get; set; }

    [Id(4)] public double Score { get; set; } = 0.5;

    [Id(5)] public Guid Key { get; set; }

    [Id(6)] public float Part { get; set; }

    [Id(7)] public Node? Tree { get; set; }
}
