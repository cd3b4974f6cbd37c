using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Problems;

/// <summary>What of a request could not be read, in the API's words and without the server's types.</summary>
internal static class BindingText
{
    private const string NoBody = "The body is empty or null: send a JSON object.";

    public static string Of(BadHttpRequestException failure)
    {
        // Only the message tells which parameter it is: Failed to bind parameter "Nullable<int> limit" from "abc".
        var message = failure.Message;
        var parts = message.Split('"');
        return message.StartsWith("Implicit body", StringComparison.Ordinal) ? NoBody
            : failure.StatusCode == StatusCodes.Status408RequestTimeout ? "The body came too slowly."
            : message.Contains(" parameter ", StringComparison.Ordinal) && parts.Length > 2 ? OfParameter(message, parts[1])
            : message;
    }

    private static string OfParameter(string message, string typeAndName)
    {
        var space = typeAndName.LastIndexOf(' ');
        var (type, name) = (typeAndName[..Math.Max(0, space)], typeAndName[(space + 1)..]);
        if (name == "body")
        {
            return message.StartsWith("Required", StringComparison.Ordinal) ? NoBody : "The body cannot be read: send a JSON object.";
        }

        return message.StartsWith("Required", StringComparison.Ordinal) ? $"The parameter {name} is missing." : $"The parameter {name} must be {Expected(type)}.";
    }

    private static string Expected(string type) =>
        type.Contains("DateTimeOffset", StringComparison.Ordinal) ? "one time as in RFC 3339, such as 2026-01-31T12:00:00Z (a '+' in it is written %2B)"
        : type.Contains("bool", StringComparison.Ordinal) ? "true or false, once"
        : type.Contains("int", StringComparison.Ordinal) || type.Contains("long", StringComparison.Ordinal) ? "one whole number"
        : "given once, and as documented";
}
