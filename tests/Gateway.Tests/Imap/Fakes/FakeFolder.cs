using Mail.Contracts.Mailboxes;
using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Tests.Imap.Fakes;

internal sealed class FakeFolder(int no, FolderName name, SpecialUse use)
{
    public int No => no;

    public SpecialUse Use => use;

    public FolderName Name { get; set; } = name;

    public uint UidValidity => (uint)(1000 + no);

    public uint UidNext { get; set; } = 1;

    public long HighestModSeq { get; set; } = 1;

    public SortedDictionary<uint, MessageEntry> Messages { get; } = [];

    public Dictionary<uint, ReadOnlyMemory<byte>> Summaries { get; } = [];

    public List<(uint Uid, long ModSeq)> Expunged { get; } = [];

    public FolderView View() => new(
        no, Name, Use, UidValidity, UidNext, HighestModSeq, Messages.Count,
        Messages.Values.Count(m => (m.Flags & MessageFlags.Seen) == 0),
        Messages.Values.Count(m => (m.Flags & MessageFlags.Deleted) != 0),
        Messages.Values.Sum(m => (long)m.Size));
}
