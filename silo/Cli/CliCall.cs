using System.CommandLine;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;

namespace Mail.Silo.Cli;

/// <summary>One run of a command: what was typed, the server, and where output goes.</summary>
internal sealed class CliCall(ParseResult parsed, CancellationToken cancellation) : IDisposable
{
    private ApiClient? _api;

    public ParseResult Parsed => parsed;

    public CancellationToken Cancellation => cancellation;

    public TextWriter Out => parsed.InvocationConfiguration.Output;

    public TextWriter Error => parsed.InvocationConfiguration.Error;

    public bool WantsJson => parsed.GetValue(SharedOptions.Output) == "json";

    public TimeProvider Time => TimeProvider.System;

    /// <summary>The server; connected on first use.</summary>
    public ApiClient Api => _api ??= new ApiClient(Connection.Of(parsed, Environment.GetEnvironmentVariable), Time);

    public Printer Print => new(Out, Error, WantsJson);

    /// <summary>Standard output has no reader any more.</summary>
    public bool OutputIsGone
    {
        get
        {
            try
            {
                Out.Flush();
                Out.Write("");
                return !Console.IsOutputRedirected;
            }
            catch (IOException)
            {
                return true;
            }
        }
    }

    public T Get<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

    public Task<ApiAnswer> SendAsync(ApiRequest request) => Api.SendAsync(request, cancellation);

    public void Dispose() => _api?.Dispose();
}
