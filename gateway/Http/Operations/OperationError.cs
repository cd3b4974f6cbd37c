using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Operations;

/// <summary>A documented refusal.</summary>
internal sealed record OperationError(int Status, string Code, string Why)
{
    public static OperationError Invalid(string why) => new(StatusCodes.Status400BadRequest, ApiCode.InvalidArgument, why);

    public static OperationError Denied(string why) => new(StatusCodes.Status403Forbidden, ApiCode.PermissionDenied, why);

    public static OperationError Exists(string why) => new(StatusCodes.Status409Conflict, ApiCode.AlreadyExists, why);

    public static OperationError Precondition(string why) => new(StatusCodes.Status422UnprocessableEntity, ApiCode.FailedPrecondition, why);

    public static OperationError Exhausted(string why) => new(StatusCodes.Status429TooManyRequests, ApiCode.ResourceExhausted, why);
}
