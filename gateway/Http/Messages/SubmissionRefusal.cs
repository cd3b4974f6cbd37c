using Mail.Gateway.Http.Problems;
using Mail.Protocols.Smtp;

namespace Mail.Gateway.Http.Messages;

/// <summary>What a refusal of the rules for SMTP is over HTTP.</summary>
internal static class SubmissionRefusal
{
    private const int SecurityOrPolicy = 7; // RFC 3463 section 3.8

    public static ApiException Of(SmtpReply reply) => reply switch
    {
        { Code: < 500 } => ApiException.Unavailable(reply.Lines[0] + "."),
        { Code: 552 } => ApiException.TooLarge(reply.Lines[0] + "."),
        { Status.Subject: SecurityOrPolicy } => ApiException.Denied(reply.Lines[0] + "."),
        _ => ApiException.Invalid(reply.Lines[0] + "."),
    };
}
