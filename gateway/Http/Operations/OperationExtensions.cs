using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mail.Gateway.Http.Operations;

/// <summary>Attaches what an operation is to its route.</summary>
internal static class OperationExtensions
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, OperationInfo operation) => route
        .WithName(operation.Id)
        .WithTags(operation.Tag)
        .WithSummary(operation.Summary)
        .WithDescription(operation.Description.Length > 0 ? operation.Description : operation.Summary + ".")
        .WithMetadata(operation);
}
