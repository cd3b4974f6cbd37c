using Mail.Domain.Mailboxes;
using Mail.Gateway.Imap.Folders;
using Mail.Protocols.Imap;

namespace Mail.Gateway.Imap.Search;

/// <summary>Decides conditions of SEARCH in three values: yes, no, or not to be told from what has been read (null).</summary>
internal sealed class SearchEvaluator(MessageTable messages)
{
    public bool? Evaluate(SearchKey key, in SearchFacts facts)
    {
        switch (key)
        {
            case AndKey and:
                return And(and.Keys, facts);
            case OrKey or:
                var left = Evaluate(or.Left, facts);
                return left == true ? true : Evaluate(or.Right, facts) is var right && right == true ? true : left is null || right is null ? null : false;
            case NotKey not:
                return !Evaluate(not.Key, facts);
            case HeaderKey header:
                return HeaderSearch.Contains(header, facts);
            case TextKey text:
                return TextSearch.Contains(text, facts);
            case DateKey { IsSent: true } sent:
                return HeaderSearch.Compare(sent, facts);
            default:
                return OfEntry(key, facts.Position, facts.Entry);
        }
    }

    public static bool Compare(DateKey key, DateOnly date) => key.Comparison switch
    {
        DateComparison.Before => date < key.Date,
        DateComparison.On => date == key.Date,
        _ => date >= key.Date,
    };

    private bool? And(IReadOnlyList<SearchKey> keys, in SearchFacts facts)
    {
        bool? all = true;
        foreach (var key in keys)
        {
            var one = Evaluate(key, facts);
            if (one == false)
            {
                return false;
            }

            all = one is null ? null : all;
        }

        return all;
    }

    private bool OfEntry(SearchKey key, int position, in MessageEntry entry) => key switch
    {
        AllKey => true,
        SystemFlagKey flag => ((entry.Flags & flag.Flag) != 0) == flag.IsSet,
        KeywordKey keyword => HasKeyword(entry, keyword.Keyword) == keyword.IsSet,
        SizeKey size => size.IsLarger ? (uint)entry.Size > size.Octets : (uint)entry.Size < size.Octets,
        DateKey date => Compare(date, DateOnly.FromDateTime(entry.InternalDate.UtcDateTime)),
        SetKey { IsUid: true } uids => uids.Set.Contains(entry.Uid, messages.LastUid),
        SetKey set => set.Set.Contains((uint)position + 1, (uint)messages.Count),
        ModSeqKey modSeq => (ulong)entry.ModSeq >= modSeq.Value,
        _ => false,
    };

    private static bool HasKeyword(in MessageEntry entry, string keyword) =>
        !entry.Keywords.IsDefaultOrEmpty && entry.Keywords.Contains(keyword, StringComparer.OrdinalIgnoreCase);
}
