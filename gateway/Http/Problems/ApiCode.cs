namespace Mail.Gateway.Http.Problems;

/// <summary>The stable <c>code</c> of a refusal (MBX-15).</summary>
internal static class ApiCode
{
    public const string InvalidArgument = "INVALID_ARGUMENT";
    public const string NotFound = "NOT_FOUND";
    public const string AlreadyExists = "ALREADY_EXISTS";
    public const string PermissionDenied = "PERMISSION_DENIED";
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string FailedPrecondition = "FAILED_PRECONDITION";
    public const string ResourceExhausted = "RESOURCE_EXHAUSTED";
    public const string Aborted = "ABORTED";
    public const string Unavailable = "UNAVAILABLE";
    public const string Internal = "INTERNAL";

    public static IReadOnlyList<string> All { get; } =
    [
        InvalidArgument, NotFound, AlreadyExists, PermissionDenied, Unauthenticated, FailedPrecondition, ResourceExhausted, Aborted, Unavailable, Internal,
    ];
}
