using System.Buffers;
using Mail.Domain.Identity;

namespace Mail.Gateway.Http.Messages;

/// <summary>A message to be taken.</summary>
/// <param name="From">The author.</param>
/// <param name="Recipients">Of the envelope, without repeats.</param>
/// <param name="Content">Header and body with CRLF lines; Bcc is still there.</param>
/// <param name="SaveToSent">Whether the author keeps a copy.</param>
internal sealed record OutgoingMessage(EmailAddress From, IReadOnlyList<EmailAddress> Recipients, ReadOnlySequence<byte> Content, bool SaveToSent);
