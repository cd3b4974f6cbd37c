namespace Mail.Storage.Mailboxes;

/// <summary>A live message that goes; its row stays in the change log under the given MODSEQ.</summary>
public readonly record struct ExpungedMessage(int FolderNo, uint Uid, long ModSeq);
