using Mail.Storage.Queue;

namespace Mail.Gateway.Delivery.Outbound;

/// <summary>What became of one recipient in one attempt.</summary>
/// <param name="Kind">Sent, to be tried again, or refused for good.</param>
/// <param name="Status">Enhanced status code for a report (RFC 3463).</param>
/// <param name="Reply">Answer of the other server, or why there was none.</param>
/// <param name="Host">Which server answered; null if none did.</param>
/// <param name="ReportsItself">The other server took over the duty of RFC 3461 to report.</param>
internal sealed record AttemptResult(AttemptKind Kind, string Status, string Reply, string? Host = null, bool ReportsItself = false)
{
    public static AttemptResult Later(string status, string reply, string? host = null) => new(AttemptKind.Later, status, reply, host);

    /// <summary>What an earlier attempt has found.</summary>
    public static AttemptResult Known(OutboundFailure failure, string? reply) => Never(failure.Status, reply ?? "", failure.Host);

    public static AttemptResult Never(string status, string reply, string? host = null) => new(AttemptKind.Never, status, reply, host);
}

/// <summary>Class of an <see cref="AttemptResult"/>.</summary>
internal enum AttemptKind
{
    Sent,
    Later,
    Never,
}
