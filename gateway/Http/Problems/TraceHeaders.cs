using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Problems;

/// <summary>Which trace and which cause a request belongs to, as its caller says (W3C traceparent, X-Trace-Id, X-Correlation-Id).</summary>
internal static class TraceHeaders
{
    private const int LongestCorrelation = 128;
    private const int TraceDigits = 32;

    public static RequestIds Read(IHeaderDictionary headers)
    {
        var trace = ReadTrace(headers);
        var correlation = headers["X-Correlation-Id"].ToString();
        return new RequestIds(
            trace, correlation.Length is 0 or > LongestCorrelation || correlation.AsSpan().ContainsAnyExceptInRange('!', '~') ? trace : correlation);
    }

    private static string ReadTrace(IHeaderDictionary headers)
    {
        // W3C Trace Context section 3.2: version, trace id, parent id and flags; a trace id of zeros is none.
        if (ActivityContext.TryParse(headers.TraceParent.ToString(), headers.TraceState.ToString(), out var parent))
        {
            return parent.TraceId.ToHexString();
        }

        var given = headers["X-Trace-Id"].ToString();
        return given.Length == TraceDigits && !given.AsSpan().ContainsAnyExcept("0123456789abcdef") && given.AsSpan().ContainsAnyExcept('0')
            ? given
            : ProblemWriter.NewTrace();
    }
}
