using System.Collections.Immutable;
using Mail.Domain.Mailboxes;

namespace Mail.Storage.Mailboxes;

/// <summary>New flags of a live message.</summary>
public readonly record struct FlagChange(int FolderNo, uint Uid, long ModSeq, MessageFlags Flags, ImmutableArray<string> Keywords);
