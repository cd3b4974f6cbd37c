namespace Mail.Silo.Cli.Api;

/// <summary>One operation of the HTTP API.</summary>
/// <param name="Id">Its operationId.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Template below <c>/api/v2</c>.</param>
/// <param name="Creates">Takes an Idempotency-Key.</param>
internal sealed record ApiOperation(string Id, HttpMethod Method, string Path, bool Creates = false)
{
    /// <summary>A request of it; the values fill the template from left to right.</summary>
    public ApiRequest With(params string[] values) => new(this, values);
}
