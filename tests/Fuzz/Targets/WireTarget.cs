using System.Collections.Immutable;
using System.Reflection;
using Mail.Contracts.Mailboxes;
using Mail.Domain.Blobs;
using Mail.Domain.Mailboxes;
using Orleans.Serialization;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Configuration;

namespace Fuzz.Targets;

/// <summary>The wire format of the contracts: damaged octets give a value or a refusal, and a value is written the same way twice.</summary>
internal sealed class WireTarget : FuzzTarget
{
    private readonly Serializer _serializer;
    private readonly byte[][] _samples;

    public WireTarget()
    {
        var manifest = new TypeManifestOptions();
        foreach (var provider in typeof(StoreFlags).Assembly.GetCustomAttributes<TypeManifestProviderAttribute>())
        {
            ((TypeManifestProviderBase)Activator.CreateInstance(provider.ProviderType)!).Configure(manifest);
        }

        _serializer = new Serializer(new CodecProvider(manifest));
        _samples =
        [
            _serializer.SerializeToArray<object>(new StoreFlags(1, UidSet.From([1, 2, 5]), FlagOperation.Add, MessageFlags.Seen, ["kw"], 7)),
            _serializer.SerializeToArray<object>(new ExpungeResult(UidSet.From([3]), 9)),
            _serializer.SerializeToArray<object>(new MessagePages([], 12, 13, ["$Junk"])),
        ];
    }

    public override string Name => "wire";

    public override IReadOnlyList<string> Tokens { get; } = ["\u00ff\u00ff\u00ff\u007f", "\0\0\0\0", "mail.store-flags", "System.Object", "\u0001", "\u0080\u0001", "mail.pages"];

    public override int Run(byte[] input, Random random)
    {
        // The input edits a sample: what is random from its first octet on would be refused at that octet.
        var sample = _samples[input.Length % _samples.Length];
        var at = input.Length == 0 ? 0 : input[0] * sample.Length / 256;
        byte[] damaged = input.Length % 3 == 0 ? input : [.. sample[..at], .. input.AsSpan(Math.Min(1, input.Length)), .. sample[Math.Min(sample.Length, at + (input.Length % 5))..]];
        object value;
        try
        {
            value = _serializer.Deserialize<object>(damaged)!;
        }
        catch (SerializerException refusal)
        {
            return refusal.GetType().Name.Length;
        }

        if (value is null)
        {
            return 1;
        }

        var once = _serializer.SerializeToArray(value);
        var twice = _serializer.SerializeToArray(_serializer.Deserialize<object>(once)!);
        Require(once.AsSpan().SequenceEqual(twice), $"{value.GetType().Name} is written otherwise the second time");
        return HashCode.Combine(value.GetType().Name, once.Length / 4);
    }
}
