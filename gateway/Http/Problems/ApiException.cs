using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Problems;

/// <summary>A refusal that the caller is meant to see. The message says what to do.</summary>
internal sealed class ApiException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>When to come again, of a refusal for now (RFC 9110 section 10.2.3).</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    public static ApiException Invalid(string message) => new(StatusCodes.Status400BadRequest, ApiCode.InvalidArgument, message);

    public static ApiException Unauthenticated(string message) => new(StatusCodes.Status401Unauthorized, ApiCode.Unauthenticated, message);

    public static ApiException Denied(string message) => new(StatusCodes.Status403Forbidden, ApiCode.PermissionDenied, message);

    public static ApiException NotFound(string message) => new(StatusCodes.Status404NotFound, ApiCode.NotFound, message);

    public static ApiException Aborted(string message) => new(StatusCodes.Status409Conflict, ApiCode.Aborted, message);

    public static ApiException Changed() =>
        new(StatusCodes.Status412PreconditionFailed, ApiCode.Aborted, "It was changed meanwhile: read it again and repeat the change with the new ETag.");

    public static ApiException TooLarge(string message) => new(StatusCodes.Status413PayloadTooLarge, ApiCode.ResourceExhausted, message);

    public static ApiException Precondition(string message) => new(StatusCodes.Status422UnprocessableEntity, ApiCode.FailedPrecondition, message);

    public static ApiException Exhausted(string message) => new(StatusCodes.Status429TooManyRequests, ApiCode.ResourceExhausted, message);

    public static ApiException Unavailable(string message) => new(StatusCodes.Status503ServiceUnavailable, ApiCode.Unavailable, message);
}
