using System.Security.Cryptography;
using System.Text;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Operations;
using Mail.Gateway.Http.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Http.Idempotency;

/// <summary>Runs a request with an Idempotency-Key once: its repetitions get the first one's response, for a day and over restarts.</summary>
internal sealed class IdempotencyMiddleware(
    RequestDelegate next, IRememberedRequests requests, HttpApiOptions options, TimeProvider time, ILogger<IdempotencyMiddleware> log)
{
    private const int LongestKey = 200;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);

    private long _swept = time.GetTimestamp();

    public async Task InvokeAsync(HttpContext http)
    {
        var given = http.Request.Headers["Idempotency-Key"].ToString();
        if (given.Length == 0 || http.GetEndpoint()?.Metadata.GetMetadata<OperationInfo>() is not { Creates: true } operation)
        {
            await next(http);
            return;
        }

        if (given.Length > LongestKey || given.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw ApiException.Invalid($"An Idempotency-Key has 1 to {LongestKey} printable ASCII characters.");
        }

        await SweepAsync();
        var call = ApiCall.Of(http);
        var key = Hash(Encoding.UTF8.GetBytes($"{call.Caller.Actor}\n{given}"));
        // The clock is read behind the body: how long that took is no part of the run.
        var fingerprint = await FingerprintAsync(http, operation);
        var now = time.GetUtcNow();
        var claim = await requests.ClaimAsync(key, fingerprint, now, now - options.AbandonedAfter, now - options.RememberFor);
        switch (claim.Outcome)
        {
            case RememberedOutcome.Different:
                throw ApiException.Aborted("This Idempotency-Key was used for another request: use a new key for each request.");
            case RememberedOutcome.Running:
                throw ApiException.Aborted("The first request with this Idempotency-Key is still running: repeat it in a moment.");
            case RememberedOutcome.Done:
                await ReplayAsync(http, call, claim.Response, given);
                break;
            default:
                call.IsResumed = claim.Outcome == RememberedOutcome.Resumed;
                (call.Seed, call.FirstMadeAt) = (Convert.FromHexString(key), claim.CreatedAt);
                await AnswerAsync(http, call, key, claim.Run, given);
                break;
        }
    }

    private async Task AnswerAsync(HttpContext http, ApiCall call, string key, Guid run, string given)
    {
        KeptResponse response;
        try
        {
            response = await RunAsync(http, key, run);
        }
        catch (Exception failure)
        {
            await GiveUpAsync(call, key, run, failure);
            throw;
        }

        await TryAsync(requests.CompleteAsync(key, run, response.Encrypt(call.Caller.Secret.Span, given)));

        // Whether the caller is still there or not, the request is done.
        await http.Response.Body.WriteAsync(response.Body, CancellationToken.None);
    }

    /// <summary>Runs the request to its end, whether the caller waits for it or not: a response that breaks off must not be kept.</summary>
    private async Task<KeptResponse> RunAsync(HttpContext http, string key, Guid run)
    {
        var (wire, gone) = (http.Response.Body, http.RequestAborted);
        using var body = new MemoryStream();
        using var timer = new PeriodicTimer(options.AbandonedAfter / 3, time);
        var renewal = RenewAsync(timer, key, run);
        try
        {
            (http.Response.Body, http.RequestAborted) = (body, CancellationToken.None);
            await next(http);
        }
        finally
        {
            timer.Dispose();
            await renewal;
            (http.Response.Body, http.RequestAborted) = (wire, gone);
        }

        var headers = http.Response.Headers;
        return new KeptResponse(http.Response.StatusCode, http.Response.ContentType, headers.Location, headers.ETag, body.ToArray());
    }

    /// <summary>While a run is alive its key never counts as cut off.</summary>
    private async Task RenewAsync(PeriodicTimer timer, string key, Guid run)
    {
        while (await timer.WaitForNextTickAsync())
        {
            await TryAsync(requests.RenewAsync(key, run, time.GetUtcNow()));
        }
    }

    /// <summary>The run has ended without a response: whoever repeats the request need not wait.</summary>
    private ValueTask GiveUpAsync(ApiCall call, string key, Guid run, Exception failure)
    {
        var isRefused = ProblemMapping.Of(failure) is { Status: < StatusCodes.Status500InternalServerError };
        var hasNotBegun = failure is OperationCanceledException ended && ended.CancellationToken == call.Gone;
        return TryAsync(isRefused || hasNotBegun ? requests.ReleaseAsync(key, run) : requests.AbandonAsync(key, run));
    }

    private async ValueTask TryAsync(ValueTask work)
    {
        try
        {
            await work;
        }
        catch (Exception failure)
        {
            log.RememberFailed(failure);
        }
    }

    private static async Task ReplayAsync(HttpContext http, ApiCall call, ReadOnlyMemory<byte> kept, string given)
    {
        call.IsReplayed = true;
        var response = KeptResponse.Decrypt(kept.Span, call.Caller.Secret.Span, given)
            ?? throw ApiException.Aborted("This Idempotency-Key was used with other credentials: use a new key.");
        http.Response.StatusCode = response.Status;
        http.Response.ContentType = response.ContentType;
        http.Response.Headers.Location = response.Location;
        http.Response.Headers.ETag = response.ETag;
        http.Response.Headers["Idempotent-Replayed"] = "true";
        await http.Response.Body.WriteAsync(response.Body, http.RequestAborted);
    }

    private async Task<string> FingerprintAsync(HttpContext http, OperationInfo operation)
    {
        http.Request.EnableBuffering(1 << 20, operation.BodyLimit(options));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method}\n{http.Request.Path}{http.Request.QueryString}\n{http.Request.ContentType}\n"));
        var buffer = new byte[16 * 1024];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
        }

        http.Request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async ValueTask SweepAsync()
    {
        var last = Interlocked.Read(ref _swept);
        if (time.GetElapsedTime(last) >= SweepEvery && Interlocked.CompareExchange(ref _swept, time.GetTimestamp(), last) == last)
        {
            await requests.ForgetAsync(time.GetUtcNow() - options.RememberFor);
        }
    }

    private static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
