using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Mail.Contracts.Keys;
using Mail.Contracts.Mailboxes;
using Mail.Gateway.Auth;
using Mail.Gateway.Delivery;
using Mail.Gateway.Http;
using Mail.Gateway.Http.Audit;
using Mail.Gateway.Http.Auth;
using Mail.Gateway.Http.Idempotency;
using Mail.Gateway.Http.Queues;
using Mail.Gateway.Http.ServerInfo;
using Mail.Gateway.Smtp;
using Mail.Gateway.Smtp.Submission;
using Mail.Gateway.Tests.Fakes;
using Mail.Gateway.Tests.Imap.Fakes;
using Mail.Storage.Blobs;
using Mail.Storage.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mail.Gateway.Tests.Http.Fakes;

/// <summary>The API on a loopback port over fakes of grains, log and store, and a client with a key of the system.</summary>
internal sealed class ApiTestServer : IAsyncDisposable
{
    public static readonly string Ann = $"users/{FakeDirectory.Ann}";

    private WebApplication? _app;

    public FakeIngestLog Log { get; } = new();

    public FakeSenders Senders { get; } = new();

    public FakeRemembered Remembered { get; } = new();

    public FakeApiKeys Keys { get; } = new();

    public FakeUser User { get; } = new();

    public FakeMailbox Mailbox { get; } = new();

    public Recorded<IMailboxGrain> MailboxCalls { get; private set; } = null!;

    public ManualTime Clock { get; } = new();

    /// <summary>Without credentials.</summary>
    public HttpClient Anybody { get; } = new();

    /// <summary>With a key of the system.</summary>
    public HttpClient Http { get; } = new();

    public static async Task<ApiTestServer> StartAsync(
        Action<HttpApiOptions>? api = null, Action<SubmissionOptions>? submission = null, IQueueInspection? queues = null, IServerFacts? facts = null)
    {
        var server = new ApiTestServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server.Add(builder.Services);
        builder.Services.AddSingleton(queues ?? Recorded<IQueueInspection>.Create().Proxy);
        builder.Services.AddSingleton(facts ?? Recorded<IServerFacts>.Create().Proxy);
        builder.Services.Configure<HttpApiOptions>(options => api?.Invoke(options));
        builder.Services.Configure<SubmissionOptions>(options => submission?.Invoke(options));
        await server.RunAsync(builder.Build());
        return server;
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body, bool IsReplayed)> PostAsync(
        string path, string body, string? key = null, string type = "application/json", CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await Http.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), answer.Headers.Contains("Idempotent-Replayed"));
    }

    /// <summary>Sends a message as it stands, as Ann.</summary>
    public Task<(HttpStatusCode Status, JsonNode? Body, bool IsReplayed)> SendRawAsync(string message, string? key = null, CancellationToken cancellation = default) =>
        PostAsync(Ann + "/messages", message, key, "message/rfc822", cancellation);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app!.StopAsync(now.Token);
        await _app.DisposeAsync();
        Http.Dispose();
        Anybody.Dispose();
    }

    private void Add(IServiceCollection services)
    {
        var (grains, fake) = FakeGrains.Create();
        var (mailbox, calls) = Recorded<IMailboxGrain>.Create(Mailbox);
        MailboxCalls = calls;
        fake.Add(FakeDirectory.Ann.Value, User);
        fake.Add(FakeDirectory.Ann.Value, mailbox);
        fake.Others = (type, key) => type == typeof(IApiKeyGrain) ? Keys.Of(key) : throw new NotSupportedException(type.Name);
        services.AddSingleton(grains);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IIngestLog>(Log);
        services.AddSingleton<IBlobStore>(new FakeBlobs());
        services.AddSingleton<IMailboxDelivery>(new FakeMailboxes());
        services.AddSingleton<IRecipientDirectory, FakeDirectory>();
        services.AddSingleton<IOutboundQueue>(new FakeOutboundQueue(Clock));
        services.AddSingleton<ISenderDirectory>(Senders);
        services.AddSingleton<IRememberedRequests>(Remembered);
        services.AddSingleton<IAuditTrail>(new FakeAudit());
        services.AddSingleton(Recorded<IServerSettings>.Create().Proxy);
        services.Configure<SmtpOptions>(options => options.HostName = "mx.here.example");
        services.Configure<LoginThrottleOptions>(options => (options.FirstDelay, options.LongestDelay) = (TimeSpan.Zero, TimeSpan.Zero));
        services.AddSmtpGateway();
        services.AddHttpApi();
    }

    private async Task RunAsync(WebApplication app)
    {
        _app = app;
        app.UseRouting();
        app.UseHttpApi();
        app.MapHttpApi();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var text = ApiKeyText.Create(out var id, out var hash);
        await Keys.Of(id).CreateAsync(new CreateApiKey("own", null, hash, Clock.GetUtcNow()));
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text);
        Http.BaseAddress = Anybody.BaseAddress = new Uri(address + "/api/v2/");
    }

    private sealed class FakeAudit : IAuditTrail
    {
        public ValueTask AppendAsync(AuditEntry entry) => ValueTask.CompletedTask;

        public ValueTask<IReadOnlyList<AuditEntry>> ReadAsync(string? tenant, long beforeId, int most) => throw new NotSupportedException();
    }
}
