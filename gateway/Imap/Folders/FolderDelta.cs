using Mail.Contracts.Mailboxes;

namespace Mail.Gateway.Imap.Folders;

/// <summary>What reading the change log did to a selected folder.</summary>
/// <param name="View">The folder after the last change read.</param>
/// <param name="Grew">Whether messages were added.</param>
/// <param name="Flagged">UIDs of messages that the client knew and whose flags are others now.</param>
/// <param name="Touched">UIDs of messages that the client knew and whose mod-sequence alone rose.</param>
/// <param name="NewKeywords">Whether a keyword was seen for the first time.</param>
internal sealed record FolderDelta(FolderView View, bool Grew, List<uint> Flagged, List<uint> Touched, bool NewKeywords);
