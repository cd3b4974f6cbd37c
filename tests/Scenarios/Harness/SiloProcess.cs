using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Scenarios.Harness;

/// <summary>The server as a process of its own, on ports that the system chose, with the demo's users.</summary>
internal sealed partial class SiloProcess : IAsyncDisposable
{
    private const string Ready = "Mail.Orleans is ready";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string[] _options;
    private readonly StringBuilder _output = new();
    private readonly Lock _lock = new();
    private readonly HttpClient _http = new();
    private Process? _process;

    /// <summary>Variables of the environment of the next start.</summary>
    public Dictionary<string, string> Variables { get; private init; } = [];

    private SiloProcess(string folder, string[] options) => (Folder, _options) = (folder, options);

    /// <summary>Folder of the test; the server's data is in <c>data</c> below it.</summary>
    public string Folder { get; }

    public string ConfigFile => Path.Combine(Folder, "data", "mail.yaml");

    public int ExitCode => _process!.ExitCode;

    public string Output
    {
        get
        {
            lock (_lock)
            {
                return _output.ToString();
            }
        }
    }

    public static Task<SiloProcess> StartAsync(string configuration = "", params string[] options) => StartAsync(configuration, [], options);

    public static Task<SiloProcess> StartAsync(string configuration, Dictionary<string, string> variables, params string[] options) =>
        StartUntilAsync(Ready, configuration, variables, options);

    /// <summary>Starts it and waits for a line of its output.</summary>
    public static async Task<SiloProcess> StartUntilAsync(string pattern, string configuration, Dictionary<string, string> variables, params string[] options)
    {
        var silo = new SiloProcess(Directory.CreateTempSubdirectory("mail-process-").FullName, options) { Variables = variables };
        Directory.CreateDirectory(Path.Combine(silo.Folder, "data"));
        silo.Configure(configuration);
        await silo.StartAgainAsync(pattern);
        return silo;
    }

    /// <summary>Runs the program with arguments of its own to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(Program(arguments))!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Configure(string yaml) => File.WriteAllText(ConfigFile, yaml);

    public async Task StartAgainAsync(string pattern = Ready)
    {
        lock (_lock)
        {
            _output.Clear();
        }

        _process = new Process
        {
            StartInfo = Program([
                "--demo", "--data", Path.Combine(Folder, "data"), "--smtp-port", "0", "--lmtp-port", "0", "--submission-port", "0", "--submissions-port", "0",
                "--imap-port", "0", "--imaps-port", "0", "--http-port", "0", "--silo-port", "0", "--silo-client-port", "0", .. _options]),
        };
        foreach (var (name, value) in Variables)
        {
            _process.StartInfo.Environment[name] = value;
        }

        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await LogAsync(pattern);
    }

    /// <summary>Waits for a line of the output that matches; gives it.</summary>
    public async Task<string> LogAsync(string pattern)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (Output.Split('\n').FirstOrDefault(line => Regex.IsMatch(line, pattern)) is { } found)
            {
                return found;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < Patience && _process is { HasExited: false }, $"No line '{pattern}' in:\n{Output}");
            await Task.Delay(20);
        }
    }

    public int Port(string protocol) => int.Parse(Regex.Match(Output, $"(?m)^  {protocol} +([0-9]+) ").Groups[1].Value, CultureInfo.InvariantCulture);

    public Task<SmtpConnection> SmtpAsync() => SmtpConnection.OpenAsync(Port("SMTP"), "EHLO");

    public async Task<SmtpConnection> SubmitAsync(string user = TestServer.Alice)
    {
        var smtp = await SmtpConnection.OpenAsync(Port("SUBMISSIONS"), "EHLO", tls: true);
        Assert.StartsWith("235", await smtp.CommandAsync("AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{TestServer.Password}"))), StringComparison.Ordinal);
        return smtp;
    }

    public Task<ImapConnection> ImapAsync() => ImapConnection.OpenAsync(Port("IMAP"), tls: false);

    public async Task<ImapConnection> LoginAsync(string user = TestServer.Alice)
    {
        var imap = await ImapAsync();
        await imap.OkAsync($"LOGIN {user} {TestServer.Password}");
        return imap;
    }

    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Port("HTTP")}{path}");
        return await _http.SendAsync(request);
    }

    /// <summary>Calls the API with the demo's key.</summary>
    public async Task<JsonElement> CallAsync(HttpMethod method, string path, int expect = 200, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"http://127.0.0.1:{Port("HTTP")}/api/v2{path}");
        var key = await File.ReadAllTextAsync(Path.Combine(Folder, "data", "admin-api-key"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Trim());
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == expect, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public Task<JsonElement> ReloadAsync(int expect = 200) => CallAsync(HttpMethod.Post, "/server/reload", expect);

    public void Signal(PosixSignal signal)
    {
        var number = signal switch { PosixSignal.SIGHUP => 1, PosixSignal.SIGINT => 2, _ => 15 };
        Assert.Equal(0, Kill(_process!.Id, number));
    }

    /// <summary>Waits for the end of the process; gives the time that took.</summary>
    public async Task<TimeSpan> EndAsync()
    {
        var started = Stopwatch.GetTimestamp();
        using var patience = new CancellationTokenSource(Patience);
        await _process!.WaitForExitAsync(patience.Token);
        return Stopwatch.GetElapsedTime(started);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static ProcessStartInfo Program(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Mail.Silo.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    private void Keep(string? line)
    {
        lock (_lock)
        {
            _output.Append(line).Append('\n');
        }
    }
}
