using Mail.Domain.Identity;

namespace Mail.Gateway.Http.Messages;

/// <summary>A message ready to be taken.</summary>
/// <param name="From">The author.</param>
/// <param name="Recipients">Of the envelope, without repeats.</param>
/// <param name="MessageId">With angle brackets.</param>
/// <param name="Content">Header and body with CRLF lines, without Bcc.</param>
/// <param name="SaveToSent">Whether the author keeps a copy.</param>
internal sealed record OutgoingMessage(
    EmailAddress From, IReadOnlyList<EmailAddress> Recipients, string MessageId, byte[] Content, bool SaveToSent);
