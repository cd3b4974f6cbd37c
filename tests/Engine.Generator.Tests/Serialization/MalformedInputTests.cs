using System.Buffers;
using Engine.Generator.Tests.Model;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Engine.Generator.Tests.Serialization;

public sealed class MalformedInputTests
{
    private static readonly object[] Samples =
    [
        new Scalars { Text = "text", Link = new Uri("mailto:a@b.example"), Address = System.Net.IPAddress.Loopback, Decimal = 3.5m },
        new Collections { Array = [1, 2, 3], List = ["a"], Map = new() { ["k"] = [1] }, Set = ["s"], Points = [new(1, 2)], Bytes = [1], Jagged = [["x"]] },
        new Holder { Animal = new Puppy { Name = "Rex" }, Anything = new List<Point> { new(1, 1) }, Context = new() { ["box"] = new Box<int> { Value = 8 } } },
        new Holder { Anything = new RefusalException(5, "no") },
        new Weather(new(1), new(2), [new(3)]),
        new Node { Next = new() { Next = new() }, Children = [new()] },
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Mutated_payloads_give_a_value_or_a_SerializerException(int seed)
    {
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = Mutate(random, Host.Serializer.SerializeToArray(new Holder { Anything = Samples[random.Next(Samples.Length)] }));
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Host.Serializer.Deserialize<Holder>(bytes);
            }
            catch (SerializerException)
            {
                refused++;
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000, "a small message made a large allocation");
        }

        Assert.InRange(refused, 1_000, 19_999);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        foreach (var sample in Samples)
        {
            var bytes = Host.Serializer.SerializeToArray(new Holder { Anything = sample });
            for (var length = 0; length < bytes.Length; length++)
            {
                Assert.ThrowsAny<SerializerException>(() => Host.Serializer.Deserialize<Holder>(bytes.AsSpan(0, length)));
            }
        }
    }

    [Fact]
    public void A_type_name_that_is_not_registered_is_never_resolved()
    {
        var bytes = Host.Serializer.SerializeToArray(new Holder { Anything = new FrozenBag() });
        var text = System.Text.Encoding.Latin1.GetString(bytes).Replace("test.frozen", "System.Text");
        Assert.Throws<IllegalTypeException>(() => Host.Serializer.Deserialize<Holder>(System.Text.Encoding.Latin1.GetBytes(text)));
    }

    [Fact]
    public void A_value_in_several_segments_reads_like_one()
    {
        var bytes = Host.Serializer.SerializeToArray(new Person("Ada", new Point(1, 2)) { Tags = ["x"] });
        var first = new Segment(bytes.AsMemory(0, 5));
        var last = first.Append(bytes.AsMemory(5));
        Assert.Equal("Ada", Host.Serializer.Deserialize<Person>(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length)).Name);
    }

    private static byte[] Mutate(Random random, byte[] bytes)
    {
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var at = random.Next(bytes.Length);
            bytes = random.Next(4) switch
            {
                0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
                1 when bytes.Length > 1 => [.. bytes[..at], .. bytes[(at + 1)..]],
                2 => [.. bytes[..at], 0xFF, 0xFF, 0xFF, 0x7F, .. bytes[at..]],
                _ => [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Next(8))), .. bytes[(at + 1)..]],
            };
        }

        return bytes;
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
