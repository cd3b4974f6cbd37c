using System.Collections.Immutable;
using System.Net;
using Engine.Generator.Tests.Model;
using Orleans.Serialization;

namespace Engine.Generator.Tests.Serialization;

public sealed class RoundTripTests
{
    private static readonly Scalars Full = new()
    {
        Boolean = true, Character = 'ü', Int8 = -3, UInt8 = 200, Int16 = short.MinValue, UInt16 = ushort.MaxValue, Int32 = int.MinValue,
        UInt32 = uint.MaxValue, Int64 = long.MinValue, UInt64 = ulong.MaxValue, Single = 1.5f, Double = double.Epsilon, Decimal = -79.95m,
        Text = "grüße 🙂", Guid = new Guid("0198c0de-0000-7000-8000-000000000001"), Date = new DateTime(2026, 11, 20, 1, 2, 3, DateTimeKind.Utc),
        DateWithOffset = new DateTimeOffset(2026, 11, 20, 1, 2, 3, TimeSpan.FromMinutes(-210)), Span = TimeSpan.FromTicks(-1), Day = new DateOnly(2026, 2, 28),
        Time = new TimeOnly(23, 59, 59), Link = new Uri("https://example.org/ä?q=1"), Address = IPAddress.Parse("2001:db8::1"),
        Endpoint = new IPEndPoint(IPAddress.Loopback, 65535), Kind = Kind.Last, Maybe = 0, MaybeKind = Kind.First, Version = new Version(1, 2, 3),
    };

    [Fact]
    public void Scalars_come_back_equal()
    {
        Assert.Equal(Full, Host.RoundTrip(Full));
        Assert.Equal(new Scalars(), Host.RoundTrip(new Scalars()));
        Assert.Equal(Full.Date.Kind, Host.RoundTrip(Full).Date.Kind);
    }

    [Fact]
    public void Collections_come_back_equal()
    {
        var value = new Collections
        {
            Array = [.. Enumerable.Range(-5, 5000)], List = ["a", null, ""], Map = new(StringComparer.OrdinalIgnoreCase) { ["One"] = [1], ["None"] = [] },
            Set = new(StringComparer.OrdinalIgnoreCase) { "X" }, Points = [new Point(1, 2), new Point(-1, int.MaxValue)],
            ImmutableMap = ImmutableDictionary<string, int>.Empty.Add("k", 7), ImmutableList = [Guid.Empty], Bytes = [0, 255], Memory = new byte[] { 1, 2, 3 },
            Pair = (4, "four"), ReadOnly = [new Point(3, 3)], Entry = new("e", 5), Jagged = [["a"], [], ["b", "c"]], Frozen = [9],
        };
        var copy = Host.RoundTrip(value);
        Assert.Equal(value.Array, copy.Array);
        Assert.Equal(value.List, copy.List);
        Assert.Equal([1], copy.Map!["ONE"]);
        Assert.Contains("x", copy.Set!);
        Assert.Equal(value.Points, copy.Points.AsEnumerable());
        Assert.Equal(value.ImmutableMap.ToArray(), copy.ImmutableMap!.ToArray());
        Assert.Equal(value.ImmutableList, copy.ImmutableList!);
        Assert.Equal(value.Bytes, copy.Bytes);
        Assert.Equal(value.Memory.ToArray(), copy.Memory.ToArray());
        Assert.Equal(value.Pair, copy.Pair);
        Assert.Equal(value.ReadOnly, copy.ReadOnly);
        Assert.Equal(value.Entry, copy.Entry);
        Assert.Equal(value.Jagged, copy.Jagged);
        Assert.Equal(value.Frozen, copy.Frozen.AsEnumerable());
    }

    [Fact]
    public void Nulls_and_default_collections_come_back_as_such()
    {
        var copy = Host.RoundTrip(new Collections());
        Assert.Null(copy.List);
        Assert.Null(copy.Map);
        Assert.True(copy.Points.IsDefault);
        Assert.Null(Host.RoundTrip<Collections?>(null));
    }

    [Fact]
    public void Records_structs_and_required_members_are_restored_without_their_constructors()
    {
        var person = new Person("Ada", new Point(1, 2)) { Tags = ["x", "y"] };
        var copy = Host.RoundTrip(person);
        Assert.Equal((person.Name, person.Home), (copy.Name, copy.Home));
        Assert.Equal(person.Tags, copy.Tags);
    }

    [Fact]
    public void Generic_and_recursive_types_come_back()
    {
        var box = Host.RoundTrip(new Box<Box<string>> { Value = new() { Value = "in", Others = ["a"] }, Others = [new()] });
        Assert.Equal("in", box.Value!.Value);
        Assert.Equal(["a"], box.Value.Others);
        Assert.Single(box.Others);
        var tree = Host.RoundTrip(new Node { Value = 1, Next = new() { Value = 2 }, Children = [new() { Value = 3 }] });
        Assert.Equal((2, 3), (tree.Next!.Value, tree.Children![0].Value));
    }

    [Fact]
    public void Derived_types_and_objects_keep_their_type_by_registered_name()
    {
        var puppy = new Puppy { Name = "Rex", Legs = 4 };
        puppy.Give("ball");
        var copy = Host.RoundTrip(new Holder
        {
            Animal = puppy, Dog = new Dog { Name = "Old", Legs = 3 }, Anything = new List<Point> { new(1, 1) },
            Context = new() { ["int"] = 5, ["text"] = "t", ["kind"] = Kind.First, ["array"] = new[] { "q" }, ["box"] = new Box<int> { Value = 8 } },
        });
        var restored = Assert.IsType<Puppy>(copy.Animal);
        Assert.Equal(("Rex", 4, "ball"), (restored.Name, restored.Legs, restored.Toys[0]));
        Assert.Equal(3, Assert.IsType<Dog>(copy.Dog).Legs);
        Assert.Equal(new Point(1, 1), Assert.IsType<List<Point>>(copy.Anything)[0]);
        Assert.Equal([5, "t", Kind.First], [copy.Context!["int"], copy.Context["text"], copy.Context["kind"]]);
        Assert.Equal(["q"], Assert.IsType<string[]>(copy.Context["array"]));
        Assert.Equal(8, Assert.IsType<Box<int>>(copy.Context["box"]).Value);
    }

    [Fact]
    public void Converters_carry_types_without_attributes()
    {
        var copy = Host.RoundTrip(new Weather(new(-3.5), new(20), [new(1), new(2)]));
        Assert.Equal((-3.5, 20d, 2d), (copy.Low.Degrees, copy.High!.Value.Degrees, copy.Hours[1].Degrees));
        Assert.Null(Host.RoundTrip(copy with { High = null }).High);
    }

    [Fact]
    public void Types_of_the_engine_travel()
    {
        var silo = Orleans.Runtime.SiloAddress.New(IPAddress.Loopback, 5, 6);
        var grain = Orleans.Runtime.GrainId.Create("type", "key/x");
        var copy = Assert.Single(Host.RoundTrip(new[] { new Orleans.Runtime.DetailedGrainStatistic { GrainType = "g", SiloAddress = silo, GrainId = grain } }));
        Assert.Equal(("g", silo, grain), (copy.GrainType, copy.SiloAddress, copy.GrainId));
        Assert.Equal(Orleans.Runtime.SiloStatus.Active, Host.RoundTrip(new Dictionary<Orleans.Runtime.SiloAddress, Orleans.Runtime.SiloStatus> { [silo] = Orleans.Runtime.SiloStatus.Active })[silo]);
    }

    [Fact]
    public void A_cycle_is_refused()
    {
        var node = new Node();
        node.Next = node;
        Assert.Contains("cycles", Assert.Throws<SerializerException>(() => Host.Serializer.SerializeToArray(node)).Message);
        Assert.Contains("cycles", Assert.Throws<SerializerException>(() => Host.Copier.Copy(node)).Message);
    }

    [Fact]
    public void Types_that_are_not_registered_are_refused()
    {
        Assert.Throws<CodecNotFoundException>(() => Host.Serializer.SerializeToArray(new System.Text.StringBuilder()));
        Assert.Throws<CodecNotFoundException>(() => Host.Serializer.SerializeToArray(new Holder { Anything = new System.Text.StringBuilder() }));
    }
}
