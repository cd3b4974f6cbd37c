using System.Text.Json;
using Mail.Contracts.Errors;
using Mail.Storage;
using Mail.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Orleans.Runtime;

namespace Mail.Gateway.Http.Problems;

/// <summary>What a failure is to the caller.</summary>
internal static class ProblemMapping
{
    public static ApiException? Of(Exception failure) => failure switch
    {
        ApiException refusal => refusal,
        MailException refusal => Of(refusal),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ApiException.TooLarge("The body is too large."),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new ApiException(
            StatusCodes.Status415UnsupportedMediaType, ApiCode.InvalidArgument, "Send the body as application/json."),
        BadHttpRequestException bad => ApiException.Invalid(bad.InnerException is JsonException json ? Json(json) : BindingText.Of(bad)),
        BlobNotFoundException => ApiException.Unavailable("The bytes of the message cannot be read now; try again later."),
        StoreFullException => ApiException.Unavailable("The server's storage is full; try again later."),
        StoreUnavailableException or TimeoutException or OrleansException => ApiException.Unavailable("A part of the server does not answer; try again."),
        _ => null,
    };

    private static ApiException Of(MailException refusal) => refusal.Code switch
    {
        MailErrorCode.InvalidArgument => ApiException.Invalid(refusal.Message),
        MailErrorCode.NotFound => ApiException.NotFound(refusal.Message),
        MailErrorCode.AlreadyExists => new ApiException(StatusCodes.Status409Conflict, ApiCode.AlreadyExists, refusal.Message),
        MailErrorCode.PermissionDenied => ApiException.Denied(refusal.Message),
        MailErrorCode.FailedPrecondition => ApiException.Precondition(refusal.Message),
        MailErrorCode.ResourceExhausted => ApiException.Exhausted(refusal.Message),
        MailErrorCode.Aborted => ApiException.Changed(),
        _ => ApiException.Unavailable(refusal.Message),
    };

    private static string Json(JsonException json) =>
        json.Message.Contains("any JSON tokens", StringComparison.Ordinal) ? "The body is empty: send a JSON object."
        : json.Path is { Length: > 0 } path ? $"The JSON body is not as documented at {path}: {FirstSentence(json.Message)}"
        : $"The body is not valid JSON: {FirstSentence(json.Message)}";

    // What follows names types of the server.
    private static string FirstSentence(string message) =>
        message.Contains("could not be mapped", StringComparison.Ordinal) ? "there is no such member."
        : message.Contains("missing required", StringComparison.Ordinal) ? "a required member is missing."
        : message.Contains("could not be converted", StringComparison.Ordinal) ? "the value has another type."
        : message.Contains("null", StringComparison.OrdinalIgnoreCase) ? "the value must not be null."
        : "it cannot be read.";
}
