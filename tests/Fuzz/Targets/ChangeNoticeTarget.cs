using Mail.Domain.Mailboxes;

namespace Fuzz.Targets;

/// <summary>Notices of mailboxes: what is read is written again octet for octet, since each notice has one encoding.</summary>
internal sealed class ChangeNoticeTarget : FuzzTarget
{
    public override string Name => "change-notice";

    public override int MostOctets => 64 * 1024;

    public override IReadOnlyList<string> Tokens { get; } = ["\u0001\0", "\u0001\u0001", "\u0080", "\u00ff\u00ff", "\u007f", "\0", "\u0001"];

    public override int Run(byte[] input, Random random)
    {
        if (!ChangeNotice.TryDecode(input, out var notice))
        {
            return 0;
        }

        Require(notice.ModSeq > 0, "a MODSEQ below 1");
        Require(notice.Folders.Length <= ChangeNotice.MostFolders, "more folders than are allowed");
        Require(notice.Folders.SequenceEqual(notice.Folders.Distinct().Order()) && notice.Folders.All(f => f > 0), "folders out of order");
        Require(notice.Encode().AsSpan().SequenceEqual(input), "it is written otherwise than it was read");
        return HashCode.Combine(notice.Folders.Length, notice.FolderListChanged, (int)Math.Log2(notice.ModSeq));
    }
}
