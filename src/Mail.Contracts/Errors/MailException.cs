using Orleans;

namespace Mail.Contracts.Errors;

/// <summary>A refusal that a grain means its caller to see: code and plain text, no internals.</summary>
[GenerateSerializer, Alias("mail.error")]
public sealed class MailException : Exception
{
    public MailException(MailErrorCode code, string message)
        : base(message) => Code = code;

    /// <summary>The refusal's class.</summary>
    [Id(0)]
    public MailErrorCode Code { get; private set; }

    public static MailException NotFound(string what) => new(MailErrorCode.NotFound, what);

    public static MailException Exists(string what) => new(MailErrorCode.AlreadyExists, what);

    public static MailException Invalid(string what) => new(MailErrorCode.InvalidArgument, what);
}
