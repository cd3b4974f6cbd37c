using Mail.Silo.Options.Registry;

namespace Scenarios.Configuring;

public sealed class ReadingConfiguration : IDisposable
{
    private readonly ConfigurationText _text = new();

    public void Dispose() => _text.Dispose();

    [Fact]
    public void Command_line_goes_before_environment_before_file_before_default()
    {
        _text.WithFile("smtp:\n  recipients: 200\n  errors: 7\n  commands: 500\nimap.commands: 900\n")
            .WithVariable("MAIL_SMTP_ERRORS", "8").WithVariable("MAIL_SMTP_COMMANDS", "600").WithArgument("smtp.commands", "700");
        var (loaded, errors) = _text.Load();
        Assert.Empty(errors);
        var smtp = loaded.Options.Smtp;
        Assert.Equal((200, 8, 700, 900), (smtp.MaxRecipients, smtp.MaxErrors, smtp.MaxCommands, loaded.Options.Imap.MaxCommands));
        Assert.Equal($"{_text.File}:2:15", loaded.OriginOf(Settings.Find("smtp.recipients")!).Place);
        Assert.Equal("MAIL_SMTP_ERRORS", loaded.OriginOf(Settings.Find("smtp.errors")!).Place);
        Assert.Equal("command-line", loaded.OriginOf(Settings.Find("smtp.commands")!).Kind);
        Assert.Equal("default", loaded.OriginOf(Settings.Find("smtp.connections")!).Kind);
    }

    [Fact]
    public void All_errors_are_told_at_once_with_place_value_and_remedy()
    {
        var errors = _text.WithFile("smtp:\n  recipients: 5\n  recipient: 1\n  errors: 3\n  errors: 4\nimap: [1]\noutbound:\n  connections: {a: 1}\n")
            .WithVariable("MAIL_SMTP_PROT", "25").WithArgument("login.window", "soon").Errors();
        Assert.Contains($"{_text.File}:2:15: smtp.recipients is '5'; allowed: 100 to 100000. Leave it out for 1000.", errors, StringComparison.Ordinal);
        Assert.Contains($"{_text.File}:3:14: There is no setting smtp.recipient. Did you mean smtp.recipients?", errors, StringComparison.Ordinal);
        Assert.Contains($"{_text.File}:5:3: smtp.errors is given twice, first at {_text.File}:4:3", errors, StringComparison.Ordinal);
        Assert.Contains($"{_text.File}:6:7: imap must be one value", errors, StringComparison.Ordinal);
        Assert.Contains($"{_text.File}:8:16: outbound.connections must be one value", errors, StringComparison.Ordinal);
        Assert.Contains("MAIL_SMTP_PROT: There is no such setting. Did you mean MAIL_SMTP_PORT?", errors, StringComparison.Ordinal);
        Assert.Contains("--set login.window: login.window is 'soon'; allowed: 1s to 1d.", errors, StringComparison.Ordinal);
        Assert.Equal(7, errors.Split('\n').Length);
    }

    [Theory]
    [InlineData("smtp: [", "This is not YAML")]
    [InlineData("- a", "must hold sections")]
    [InlineData("smtp:\n  port: 25\n---\nimap:\n  port: 1\n", "one document")]
    [InlineData("server:\n  listen: everywhere\n", "server.listen is 'everywhere'; allowed: an IP address")]
    [InlineData("smtp:\n  recipients: 2000\n  deliveries: 1500\n", "smtp.deliveries is '1500': must be smtp.recipients or more")]
    [InlineData("smtp:\n  message_size: 500MB\n", "smtp.content_memory is '256MiB': must be smtp.message_size or more")]
    [InlineData("tls:\n  certificate_file: /c.pem\n", "needs tls.key_file")]
    [InlineData("outbound:\n  smart_host: a:25\n  smart_host_user: u\n", "needs outbound.smart_host_password")]
    [InlineData("outbound:\n  smart_host: a\n", "allowed: HOST:PORT")]
    [InlineData("demo:\n  users: 3\n", "only together with demo.enabled")]
    public void Wrong_files_are_refused(string yaml, string expected) => Assert.Contains(expected, _text.WithFile(yaml).Errors(), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("smtp:\nimap:\n")]
    [InlineData("outbound:\n  smart_host: ''\n")]
    public void Empty_files_and_sections_change_nothing(string yaml)
    {
        var (loaded, errors) = _text.WithFile(yaml).Load();
        Assert.Empty(errors);
        Assert.Null(loaded.Options.SmartHost);
    }

    [Fact]
    public void Missing_file_that_was_named_is_an_error()
    {
        _text.WithFile("");
        File.Delete(_text.File);
        Assert.Contains("cannot be read", _text.Errors(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_is_read_from_its_file_and_never_shown()
    {
        var secret = _text.Write("password", "s3cret\n");
        var (loaded, errors) = _text.WithFile($"outbound:\n  smart_host: relay.test:587\n  smart_host_user: u\n  smart_host_password_file: {secret}\n").Load();
        Assert.Empty(errors);
        Assert.Equal("s3cret", loaded.Options.Outbound.SmartHost!.Password);
        Assert.Equal("(secret)", Settings.Find("outbound.smart_host_password")!.Show(loaded.Options));
        Assert.Contains("given twice", _text.WithFile($"outbound:\n  smart_host_password: x\n  smart_host_password_file: {secret}\n").Errors(), StringComparison.Ordinal);
        Assert.DoesNotContain("x\ny", _text.WithFile("outbound:\n  smart_host_password: \"x\\ny\"\n").Errors(), StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_has_defaults_of_its_own_which_can_be_overridden()
    {
        var options = _text.WithArgument("demo.enabled", "true").WithVariable("MAIL_CLIENTS_COMMANDS_PER_MINUTE", "1000").Load().Loaded.Options;
        Assert.True(System.Net.IPAddress.IsLoopback(options.Listen));
        Assert.True(options.Imap.AllowPlaintextFromLoopback);
        Assert.Equal((100_000_000, 1000), (options.Clients.ConnectionsPerMinute, options.Clients.CommandsPerMinute));
        Assert.False(options.Outbound.Enabled);
    }
}
