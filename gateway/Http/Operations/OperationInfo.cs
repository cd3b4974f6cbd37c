using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Operations;

/// <summary>What an operation is: for its document, its access and its record.</summary>
internal sealed record OperationInfo(string Id, string Tag, Access Access, string Summary, string Description = "")
{
    /// <summary>Changes something: recorded.</summary>
    public bool Changes { get; init; }

    /// <summary>A POST that makes something new: takes an Idempotency-Key.</summary>
    public bool Creates { get; init; }

    /// <summary>The domain of the path need not exist.</summary>
    public bool MayBeNew { get; init; }

    /// <summary>Has a JSON body.</summary>
    public bool HasBody { get; init; }

    /// <summary>Its body may carry a message.</summary>
    public bool CarriesMessage { get; init; }

    /// <summary>Takes If-Match and gives an ETag.</summary>
    public bool HasETag { get; init; }

    /// <summary>Refusals beyond those that follow from the above.</summary>
    public IReadOnlyList<OperationError> Errors { get; init; } = [];

    public int BodyLimit(HttpApiOptions options) => CarriesMessage ? options.MaxMessageBody : options.MaxBody;

    /// <summary>All refusals that callers can bring about.</summary>
    public IEnumerable<OperationError> AllErrors(bool hasPathParameters, bool isPaged)
    {
        if (HasBody || isPaged)
        {
            yield return new(StatusCodes.Status400BadRequest, ApiCode.InvalidArgument, "A value is not as documented.");
        }

        if (Access != Access.Public)
        {
            yield return new(StatusCodes.Status401Unauthorized, ApiCode.Unauthenticated, "No credentials, or wrong ones.");
        }

        if (Access is Access.System or Access.Tenant)
        {
            yield return new(StatusCodes.Status403Forbidden, ApiCode.PermissionDenied, "The credentials are good, but not for this.");
        }

        if (hasPathParameters)
        {
            yield return new(StatusCodes.Status404NotFound, ApiCode.NotFound, "No such resource, or another tenant's.");
        }

        if (Creates)
        {
            yield return new(StatusCodes.Status409Conflict, ApiCode.Aborted, "The Idempotency-Key was used for another request, or that one is still running.");
        }

        if (HasETag && Changes)
        {
            yield return new(StatusCodes.Status412PreconditionFailed, ApiCode.Aborted, "If-Match names another state than the present one.");
        }

        if (HasBody)
        {
            yield return new(StatusCodes.Status413PayloadTooLarge, ApiCode.ResourceExhausted, "The body is too large.");
            yield return new(StatusCodes.Status415UnsupportedMediaType, ApiCode.InvalidArgument, "The body has another media type.");
        }

        foreach (var error in Errors)
        {
            yield return error;
        }
    }
}
