using System.ComponentModel;

namespace Mail.Gateway.Http.Problems;

[Description("A refusal (RFC 9457).")]
internal sealed record ProblemDocument(
    [property: Description("A URI reference that names the class of the problem: `urn:mail-orleans:problem:` and the code.")] string Type,
    [property: Description("The class of the problem in words.")] string Title,
    [property: Description("The HTTP status.")] int Status,
    [property: Description("The stable code: decide by this one.")] string Code,
    [property: Description("What is wrong and what to do, for people.")] string Detail,
    [property: Description("Names the request in the server's log and traces.")] string TraceId);
