using Mail.Gateway.Http.Page;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Mail.Gateway.Http.Operations;

/// <summary>The OpenAPI document: made once, from the routes, their types and what the operations say of themselves.</summary>
internal sealed class ApiDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    public const string Name = "v2";

    private readonly SemaphoreSlim _one = new(1);
    private PageFile? _file;

    public async ValueTask<PageFile> ReadAsync(CancellationToken cancellation)
    {
        if (_file is { } made)
        {
            return made;
        }

        await _one.WaitAsync(cancellation);
        try
        {
            return _file ??= await MakeAsync(cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<PageFile> MakeAsync(CancellationToken cancellation)
    {
        var document = await provider.GetOpenApiDocumentAsync(cancellation);
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1, cancellation);
        return new PageFile(text.ToArray(), "application/json");
    }
}
