using Mail.Domain.Mailboxes;
using Mail.Mime;

namespace Mail.Gateway.Imap.Search;

/// <summary>What is known so far of the message that is being looked at.</summary>
/// <param name="Position">From zero.</param>
/// <param name="Entry">Its listing.</param>
/// <param name="Summary">Its encoded summary; empty if not read.</param>
/// <param name="Header">Its header; null if not read.</param>
/// <param name="Message">The whole; null if not read.</param>
internal readonly record struct SearchFacts(
    int Position, MessageEntry Entry, ReadOnlyMemory<byte> Summary = default, byte[]? Header = null, MimeEntity? Message = null);
