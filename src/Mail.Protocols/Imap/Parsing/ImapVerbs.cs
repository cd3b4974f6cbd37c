using System.Text;

namespace Mail.Protocols.Imap;

/// <summary>Names of commands.</summary>
internal static class ImapVerbs
{
    private static readonly Dictionary<string, ImapVerb> Names =
        Enum.GetValues<ImapVerb>().ToDictionary(v => v.ToString().ToUpperInvariant(), v => v);

    private static readonly Dictionary<string, ImapVerb>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool TryFind(ReadOnlySpan<byte> name, out ImapVerb verb)
    {
        Span<char> upper = stackalloc char[16];
        verb = default;
        return name.Length <= upper.Length && Ascii.ToUpper(name, upper, out var length) == System.Buffers.OperationStatus.Done
            && Lookup.TryGetValue(upper[..length], out verb);
    }

    public static bool HasUidForm(ImapVerb verb) =>
        verb is ImapVerb.Fetch or ImapVerb.Store or ImapVerb.Search or ImapVerb.Copy or ImapVerb.Move or ImapVerb.Expunge;
}
