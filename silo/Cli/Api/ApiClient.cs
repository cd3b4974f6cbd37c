using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace Mail.Silo.Cli.Api;

/// <summary>
/// Speaks to the server. What got no answer, or UNAVAILABLE, is repeated until the time is up: creating calls carry an idempotency key, so
/// nothing happens twice.
/// </summary>
internal sealed class ApiClient : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Longer than the server holds the key of a request that was cut off.</summary>
    private static readonly TimeSpan Outwait = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http;
    private readonly Connection _connection;
    private readonly TimeProvider _time;
    private bool _wasReached;

    public ApiClient(Connection connection, TimeProvider time)
    {
        (_connection, _time) = (connection, time);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = connection.Timeout };
        _http = new HttpClient(handler) { BaseAddress = connection.Server, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("mail-cli", "2"));
        if (connection.ApiKey is { } key)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    public Connection Connection => _connection;

    /// <exception cref="RefusedException">The server refused.</exception>
    /// <exception cref="CliException">No server answers.</exception>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        using var response = await OpenAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        return new ApiAnswer((int)response.StatusCode, body, response.Headers.ETag?.ToString())
        {
            IsReplayed = response.Headers.Contains("Idempotent-Replayed"),
        };
    }

    /// <summary>As <see cref="SendAsync"/>; the caller reads the content as it comes and disposes.</summary>
    public Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken cancellation) =>
        OpenAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> OpenAsync(ApiRequest request, HttpCompletionOption completion, CancellationToken cancellation)
    {
        var key = request.IdempotencyKey ?? (request.Operation.Creates ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) : null);
        var began = _time.GetTimestamp();
        for (var (attempt, pause) = (1, FirstPause); ; attempt++, pause *= 2)
        {
            CliException failure;
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                patience.CancelAfter(_connection.Timeout);
                using var message = Message(request, key);
                var response = await _http.SendAsync(message, completion, patience.Token);
                _wasReached = true;
                if (response.IsSuccessStatusCode || (attempt > 1 && IsDone(request, response.StatusCode)))
                {
                    return response;
                }

                var refusal = await RefusalAsync(response, patience.Token);
                var isRunning = (attempt > 1 || request.OutwaitsItself) && refusal is RefusedException { Code: "ABORTED", Status: 409 } && key is not null;
                failure = refusal is RefusedException { Code: "UNAVAILABLE" } || isRunning ? refusal : throw refusal;
            }
            catch (HttpRequestException error) when (IsWorthRepeating(error))
            {
                failure = Unreachable(error);
            }
            catch (HttpRequestException error)
            {
                throw Unreachable(error);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new CliException(
                    ExitCode.Unreachable, $"{_connection.Server} did not answer within {_connection.Timeout.TotalSeconds:0} s.", "Wait longer with --timeout SECONDS.");
            }

            pause = pause < LongestPause ? pause : LongestPause;
            if (_time.GetElapsedTime(began) + pause >= (request.OutwaitsItself && _connection.Timeout < Outwait ? Outwait : _connection.Timeout))
            {
                throw failure;
            }

            await Task.Delay(pause, _time, cancellation);
        }
    }

    /// <summary>What a repetition finds gone, the first attempt deleted.</summary>
    private static bool IsDone(ApiRequest request, HttpStatusCode status) =>
        request.Operation.Method == HttpMethod.Delete && status == HttpStatusCode.NotFound;

    /// <summary>A server that was never there need not be waited for; one that was may be restarting.</summary>
    private bool IsWorthRepeating(HttpRequestException error) =>
        _wasReached || error.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError);

    private static HttpRequestMessage Message(ApiRequest request, string? key)
    {
        var message = new HttpRequestMessage(request.Operation.Method, request.Target());
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(request.ContentType) } };
        }

        if (key is not null)
        {
            message.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        if (request.IfMatch is { } state)
        {
            message.Headers.TryAddWithoutValidation("If-Match", state);
        }

        return message;
    }

    private async Task<CliException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using (response)
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            var correlation = response.Headers.TryGetValues("X-Correlation-Id", out var ids) ? ids.First() : null;
            return RefusedException.Of((int)response.StatusCode, body, correlation) ?? new CliException(
                ExitCode.Unreachable, $"{_connection.Server} answers (HTTP {(int)response.StatusCode}), but not as a Mail.Orleans server.",
                "Is the URL right? --server URL or $MAIL_SERVER names the server's HTTP port.");
        }
    }

    private CliException Unreachable(HttpRequestException error)
    {
        var cause = error.InnerException is SocketException or AuthenticationException ? error.InnerException.Message : error.Message;
        return new CliException(
            ExitCode.Unreachable, $"Cannot reach {_connection.Server}: {cause.TrimEnd('.')}.",
            error.InnerException is AuthenticationException
                ? "The name in the URL must be the certificate's. One that a server made for itself is trusted where SSL_CERT_FILE names a copy of it (tls/server.crt in the server's data folder)."
                : "Is it running? Name another server with --server URL or $MAIL_SERVER; 'mail doctor' looks for the cause.");
    }
}
