using System.Buffers;
using System.Collections.Immutable;
using Mail.Domain.Blobs;
using Mail.Domain.Delivery;
using Mail.Domain.Identity;

namespace Mail.Storage.Blobs;

/// <summary>An accepted message: envelope and bytes, kept as one record.</summary>
/// <param name="Id">Made by the gateway; never used twice.</param>
/// <param name="AcceptedAt">UTC; becomes the INTERNALDATE.</param>
/// <param name="MailFrom">Reverse path without brackets; empty for the null path.</param>
/// <param name="Recipients">What it owes; at least one.</param>
/// <param name="TraceId">W3C trace id of the session, or null.</param>
/// <param name="Message">Trace headers and the message as received. Read until the append has returned, not longer.</param>
public sealed record IngestRecord(
    IngestId Id,
    DateTimeOffset AcceptedAt,
    string MailFrom,
    ImmutableArray<IngestRecipient> Recipients,
    string? TraceId,
    ReadOnlySequence<byte> Message)
{
    /// <summary>ENVID, decoded; null if not given (RFC 3461 §4.4).</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>RET: what a failure report returns (RFC 3461 §4.3).</summary>
    public DsnReturn Return { get; init; }

    /// <summary>The record as it is pending once it lies at a place.</summary>
    public PendingIngest At(BlobRef blob) =>
        new(Id, AcceptedAt, MailFrom, Recipients, TraceId, blob) { EnvelopeId = EnvelopeId, Return = Return };
}
