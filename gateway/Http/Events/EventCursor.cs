using System.Globalization;
using Mail.Gateway.Http.Problems;

namespace Mail.Gateway.Http.Events;

/// <summary>How far a client has heard: the MODSEQ of the last event, in decimal digits.</summary>
internal static class EventCursor
{
    /// <summary>Null: the connection begins with what happens from now on.</summary>
    /// <exception cref="ApiException">It is no MODSEQ.</exception>
    public static long? Read(string? after) => after is null ? null
        : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var modSeq) ? modSeq
        : throw ApiException.Invalid("'after' must be the modSeq of an event: a number in decimal digits.");
}
