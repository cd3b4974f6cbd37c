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
        var now = time.GetUtcNow();
        var claim = await requests.ClaimAsync(
            key, await FingerprintAsync(http, operation), now, now - options.AbandonedAfter, now - options.RememberFor);
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
                await RunAsync(http, call, key, given);
                break;
        }
    }

    private async Task RunAsync(HttpContext http, ApiCall call, string key, string given)
    {
        var wire = http.Response.Body;
        using var body = new MemoryStream();
        http.Response.Body = body;
        try
        {
            await next(http);
        }
        catch (Exception failure) when (ProblemMapping.Of(failure) is { Status: < StatusCodes.Status500InternalServerError })
        {
            // Refused: nothing happened. After any other failure the key stays taken until it counts as cut off.
            await requests.ReleaseAsync(key);
            throw;
        }
        finally
        {
            http.Response.Body = wire;
        }

        var headers = http.Response.Headers;
        var response = new KeptResponse(http.Response.StatusCode, http.Response.ContentType, headers.Location, headers.ETag, body.ToArray());
        try
        {
            await requests.CompleteAsync(key, response.Encrypt(call.Caller.Secret.Span, given));
        }
        catch (Exception failure)
        {
            log.RememberFailed(failure);
        }

        await wire.WriteAsync(response.Body, http.RequestAborted);
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
