using System.Collections.Immutable;
using System.Net;
using Orleans;

namespace Engine.Generator.Tests.Model;

[GenerateSerializer, Alias("test.kind")]
public enum Kind : byte
{
    None,
    First,
    Last = 255,
}

[GenerateSerializer, Alias("test.scalars")]
public sealed record Scalars
{
    [Id(0)] public bool Boolean { get; init; }
    [Id(1)] public char Character { get; init; }
    [Id(2)] public sbyte Int8 { get; init; }
    [Id(3)] public byte UInt8 { get; init; }
    [Id(4)] public short Int16 { get; init; }
    [Id(5)] public ushort UInt16 { get; init; }
    [Id(6)] public int Int32 { get; init; }
    [Id(7)] public uint UInt32 { get; init; }
    [Id(8)] public long Int64 { get; init; }
    [Id(9)] public ulong UInt64 { get; init; }
    [Id(10)] public float Single { get; init; }
    [Id(11)] public double Double { get; init; }
    [Id(12)] public decimal Decimal { get; init; }
    [Id(13)] public string? Text { get; init; }
    [Id(14)] public Guid Guid { get; init; }
    [Id(15)] public DateTime Date { get; init; }
    [Id(16)] public DateTimeOffset DateWithOffset { get; init; }
    [Id(17)] public TimeSpan Span { get; init; }
    [Id(18)] public DateOnly Day { get; init; }
    [Id(19)] public TimeOnly Time { get; init; }
    [Id(20)] public Uri? Link { get; init; }
    [Id(21)] public IPAddress? Address { get; init; }
    [Id(22)] public IPEndPoint? Endpoint { get; init; }
    [Id(23)] public Kind Kind { get; init; }
    [Id(24)] public int? Maybe { get; init; }
    [Id(25)] public Kind? MaybeKind { get; init; }
    [Id(26)] public Version? Version { get; init; }
}

[GenerateSerializer, Alias("test.collections")]
public sealed class Collections
{
    [Id(0)] public int[]? Array { get; set; }
    [Id(1)] public List<string?>? List { get; set; }
    [Id(2)] public Dictionary<string, List<int>>? Map { get; set; }
    [Id(3)] public HashSet<string>? Set { get; set; }
    [Id(4)] public ImmutableArray<Point> Points { get; set; }
    [Id(5)] public ImmutableDictionary<string, int>? ImmutableMap { get; set; }
    [Id(6)] public ImmutableList<Guid>? ImmutableList { get; set; }
    [Id(7)] public byte[]? Bytes { get; set; }
    [Id(8)] public ReadOnlyMemory<byte> Memory { get; set; }
    [Id(9)] public (int Number, string Text) Pair { get; set; }
    [Id(10)] public IReadOnlyList<Point>? ReadOnly { get; set; }
    [Id(11)] public KeyValuePair<string, int> Entry { get; set; }
    [Id(12)] public string[][]? Jagged { get; set; }
    [Id(13)] public ImmutableArray<byte> Frozen { get; set; }
}

[GenerateSerializer, Alias("test.point")]
public readonly record struct Point([property: Id(0)] int X, [property: Id(1)] int Y);

[GenerateSerializer, Alias("test.person")]
public sealed record Person([property: Id(0)] string Name, [property: Id(1)] Point Home)
{
    [Id(2)] public required IReadOnlyList<string> Tags { get; init; }
}

[GenerateSerializer, Immutable, Alias("test.frozen")]
public sealed class FrozenBag
{
    [Id(0)] public List<int> Items { get; set; } = [];
}

[GenerateSerializer, Alias("test.box")]
public sealed class Box<T>
{
    [Id(0)] public T? Value { get; set; }

    [Id(1)] public List<T> Others { get; set; } = [];
}

[GenerateSerializer, Alias("test.node")]
public sealed class Node
{
    [Id(0)] public int Value { get; set; }

    [Id(1)] public Node? Next { get; set; }

    [Id(2)] public List<Node>? Children { get; set; }
}

[GenerateSerializer, Alias("test.animal")]
public abstract class Animal
{
    [Id(0)] public string Name { get; set; } = "";
}

[GenerateSerializer, Alias("test.dog")]
public class Dog : Animal
{
    [Id(0)] public int Legs { get; set; }
}

[GenerateSerializer, Alias("test.puppy")]
public sealed class Puppy : Dog
{
    [Id(0)] private readonly List<string> _toys = [];

    public Puppy()
    {
    }

    public IReadOnlyList<string> Toys => _toys;

    public void Give(string toy) => _toys.Add(toy);
}

[GenerateSerializer, Alias("test.holder")]
public sealed class Holder
{
    [Id(0)] public Animal? Animal { get; set; }

    [Id(1)] public object? Anything { get; set; }

    [Id(2)] public Dog? Dog { get; set; }

    [Id(3)] public Dictionary<string, object>? Context { get; set; }
}

[GenerateSerializer, Alias("test.refusal")]
public sealed class RefusalException : Exception
{
    public RefusalException(int code, string message)
        : base(message) => Code = code;

    [Id(0)] public int Code { get; private set; }
}

/// <summary>A type that carries no attributes.</summary>
public readonly struct Celsius(double degrees)
{
    public double Degrees { get; } = degrees is >= -273.15 ? degrees : throw new ArgumentOutOfRangeException(nameof(degrees));
}

[GenerateSerializer, Alias("test.celsius")]
public struct CelsiusSurrogate
{
    [Id(0)] public double Degrees;
}

[RegisterConverter]
public sealed class CelsiusConverter : IConverter<Celsius, CelsiusSurrogate>
{
    public Celsius ConvertFromSurrogate(in CelsiusSurrogate surrogate) => new(surrogate.Degrees);

    public CelsiusSurrogate ConvertToSurrogate(in Celsius value) => new() { Degrees = value.Degrees };
}

[GenerateSerializer, Alias("test.weather")]
public sealed record Weather([property: Id(0)] Celsius Low, [property: Id(1)] Celsius? High, [property: Id(2)] List<Celsius> Hours);
