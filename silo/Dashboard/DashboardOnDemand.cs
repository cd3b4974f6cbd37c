using Mail.Gateway.Http.Dashboard;
using Microsoft.AspNetCore.Http;
using Orleans.Dashboard;

namespace Mail.Silo.Dashboard;

/// <summary>
/// The dashboard as long as somebody looks at it. Orleans starts it with the silo, where it costs 75 MB (its page, compressed anew) and 12 ms of CPU a second
/// (every counter, collected and reported); here it begins with the first request and ends some time after the last one.
/// </summary>
internal sealed class DashboardOnDemand(IServiceProvider services, DashboardParts parts, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _turn = new(1);
    private RequestDelegate? _page;
    private ITimer? _closing;

    public async Task InvokeAsync(HttpContext http)
    {
        var page = await OpenAsync(http.RequestAborted);

        // The page has routes of its own.
        http.SetEndpoint(null);
        await page(http);
    }

    /// <summary>Nobody looks any more; the next request begins it again.</summary>
    public async Task CloseAsync()
    {
        await _turn.WaitAsync();
        try
        {
            if (_closing is { } closing)
            {
                await closing.DisposeAsync();
                await parts.StopAsync();
                _closing = null;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The parts are the container's, and end with it.
        await (_closing?.DisposeAsync() ?? ValueTask.CompletedTask);
        _turn.Dispose();
    }

    private async Task<RequestDelegate> OpenAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_closing is null)
            {
                await parts.StartAsync(services);
                _closing = time.CreateTimer(state => _ = ((DashboardOnDemand)state!).CloseAsync(), this, Patience, Timeout.InfiniteTimeSpan);
            }

            _closing.Change(Patience, Timeout.InfiniteTimeSpan);
            return _page ??= new ApplicationBuilder(services)
                .UseRouting().UseEndpoints(static routes => routes.MapOrleansDashboard(DashboardAccess.Path)).Build();
        }
        finally
        {
            _turn.Release();
        }
    }
}
