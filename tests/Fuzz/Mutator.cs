using System.Text;

namespace Fuzz;

/// <summary>Makes new inputs of old ones: fragments of the language in, pieces out, doubled, moved, repeated, spliced with another.</summary>
internal sealed class Mutator(IReadOnlyList<string> tokens, int mostOctets)
{
    private const int RepeatedUpTo = 4096;
    private const int AmplifyOneIn = 2000;

    private static readonly byte[][] Interesting =
    [
        [0], [0xFF], [0x7F], [0x80], "\r"u8.ToArray(), "\n"u8.ToArray(), "\r\n"u8.ToArray(), "\r\n.\r\n"u8.ToArray(), " "u8.ToArray(), "\t"u8.ToArray(), "\""u8.ToArray(),
        "\\"u8.ToArray(), "("u8.ToArray(), ")"u8.ToArray(), "{3}\r\n"u8.ToArray(), "4294967295"u8.ToArray(), "4294967296"u8.ToArray(), "-1"u8.ToArray(), "0"u8.ToArray(),
        "99999999999999999999"u8.ToArray(), [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0xFF, 0xFF, 0x7F], [0xE2, 0x82, 0xAC], [0xCC, 0x88],
    ];

    private readonly byte[][] _tokens = [.. tokens.Select(Encoding.Latin1.GetBytes)];

    public byte[] Mutate(byte[] seed, byte[] other, Random random)
    {
        var data = new List<byte>(seed);
        for (var count = 1 + random.Next(6); count > 0; count--)
        {
            Step(data, other, random);
        }

        if (random.Next(AmplifyOneIn) == 0 && data.Count > 0)
        {
            Repeat(data, random, mostOctets);
        }

        if (data.Count > mostOctets)
        {
            data.RemoveRange(mostOctets, data.Count - mostOctets);
        }

        return [.. data];
    }

    private void Step(List<byte> data, byte[] other, Random random)
    {
        var at = random.Next(data.Count + 1);
        var length = data.Count == at ? 0 : 1 + random.Next(Math.Min(32, data.Count - at));
        switch (random.Next(10))
        {
            case 0 or 1 or 2:
                data.InsertRange(at, _tokens[random.Next(_tokens.Length)]);
                break;
            case 3:
                data.InsertRange(at, Interesting[random.Next(Interesting.Length)]);
                break;
            case 4:
                data.RemoveRange(at, length);
                break;
            case 5 when length > 0:
                data[at] ^= (byte)(1 << random.Next(8));
                break;
            case 6 when length > 0:
                data[at] = (byte)random.Next(256);
                break;
            case 7 when length > 0:
                data.InsertRange(random.Next(data.Count + 1), data.GetRange(at, length));
                break;
            case 8 when other.Length > 0:
                var from = random.Next(other.Length);
                data.InsertRange(at, other[from..Math.Min(other.Length, from + 1 + random.Next(200))]);
                break;
            case 9 when length > 0 && random.Next(20) == 0:
                Repeat(data, random, RepeatedUpTo);
                break;
        }
    }

    private static void Repeat(List<byte> data, Random random, int most)
    {
        var at = random.Next(data.Count);
        var piece = data.GetRange(at, 1 + random.Next(Math.Min(24, data.Count - at)));
        var times = Math.Max(0, random.Next(most) - data.Count) / piece.Count;
        var added = new List<byte>(times * piece.Count);
        for (; times > 0; times--)
        {
            added.AddRange(piece);
        }

        data.InsertRange(at, added);
    }
}
