using System.Text;
using Mail.Domain.Auth;
using Mail.Domain.Mailboxes;

namespace Mail.Gateway.Tests.Imap;

public class SessionTests
{
    [Fact]
    public async Task The_greeting_carries_the_capabilities()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.ConnectAsync();
        Assert.StartsWith("* OK [CAPABILITY IMAP4rev1 ", client.Greeting);
        Assert.Contains(" STARTTLS ", client.Greeting);
        Assert.Contains(" AUTH=PLAIN ", client.Greeting);
    }

    [Fact]
    public async Task Without_tls_passwords_are_refused_unless_allowed()
    {
        await using var server = await ImapServer.StartAsync(o => o.AllowPlaintextFromLoopback = false);
        await using var client = await server.ConnectAsync();
        Assert.Contains("LOGINDISABLED", client.Greeting);
        Assert.StartsWith("NO [PRIVACYREQUIRED]", (await client.CommandAsync($"LOGIN {ImapServer.User} {ImapServer.Password}")).Completion);
        Assert.StartsWith("NO [PRIVACYREQUIRED]", (await client.CommandAsync("AUTHENTICATE PLAIN")).Completion);
    }

    [Fact]
    public async Task Starttls_makes_passwords_possible()
    {
        await using var server = await ImapServer.StartAsync(o => o.AllowPlaintextFromLoopback = false);
        await using var client = await server.ConnectAsync();
        await client.OkAsync("STARTTLS");
        await client.StartTlsAsync();
        var capabilities = (await client.OkAsync("CAPABILITY")).Line("CAPABILITY");
        Assert.DoesNotContain("STARTTLS", capabilities);
        Assert.Contains("AUTH=PLAIN", capabilities);
        await client.OkAsync($"LOGIN {ImapServer.User} {ImapServer.Password}");
    }

    [Fact]
    public async Task What_follows_starttls_in_the_clear_is_never_carried_out()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.ConnectAsync();
        await client.SendAsync("a STARTTLS\r\nb NOOP\r\n");
        var answer = await client.CompletionAsync("a");
        Assert.StartsWith("BAD", answer.Completion);
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Implicit_tls_works_from_the_first_byte()
    {
        await using var server = await ImapServer.StartAsync(o => o.AllowPlaintextFromLoopback = false);
        await using var client = await server.LoginAsync(tls: true);
        Assert.DoesNotContain("STARTTLS", client.Greeting);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_get_the_same_answer()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.ConnectAsync();
        var wrong = await client.CommandAsync($"LOGIN {ImapServer.User} nope");
        var unknown = await client.CommandAsync("LOGIN bob@example.org nope");
        Assert.StartsWith("NO [AUTHENTICATIONFAILED]", wrong.Completion);
        Assert.Equal(wrong.Completion, unknown.Completion);
    }

    [Fact]
    public async Task Failed_logins_end_the_session()
    {
        await using var server = await ImapServer.StartAsync(o => o.MaxFailedLogins = 2);
        await using var client = await server.ConnectAsync();
        await client.CommandAsync($"LOGIN {ImapServer.User} nope");
        var last = await client.CommandAsync($"LOGIN {ImapServer.User} nope");
        last.Line("BYE");
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Plain_with_an_initial_response()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.ConnectAsync();
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{ImapServer.User}\0{ImapServer.Password}"));
        var answer = await client.OkAsync($"AUTHENTICATE PLAIN {token}");
        Assert.Contains("[CAPABILITY IMAP4rev1 ", answer.Completion);
        Assert.Contains(" IDLE ", answer.Completion);
    }

    [Fact]
    public async Task Plain_with_a_challenge_can_be_cancelled()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.ConnectAsync();
        await client.SendAsync("a AUTHENTICATE PLAIN\r\n");
        Assert.StartsWith("+ ", await client.ReadAsync());
        await client.SendAsync("*\r\n");
        Assert.StartsWith("BAD", (await client.CompletionAsync("a")).Completion);
        await client.OkAsync("NOOP");
    }

    [Fact]
    public async Task Scram_proves_both_sides()
    {
        await using var server = await ImapServer.StartAsync(o => o.AllowPlaintextFromLoopback = false);
        await using var client = await server.ConnectAsync();
        await client.SendAsync("a AUTHENTICATE SCRAM-SHA-256 " + Base64($"n,,n={ImapServer.User},r=abc") + "\r\n");
        var first = Decode(await client.ReadAsync());
        var nonce = first.Split(',')[0][2..];
        Assert.StartsWith("abc", nonce);
        var withoutProof = $"c=biws,r={nonce}";
        var message = Encoding.UTF8.GetBytes($"n={ImapServer.User},r=abc,{first},{withoutProof}");
        await client.SendAsync(Base64($"{withoutProof},p={Convert.ToBase64String(Proof(message))}") + "\r\n");
        Assert.True(ScramCredentials.TryCreate(ImapServer.Password, new byte[16], ScramCredentials.MinIterations, out var credentials));
        Assert.Equal("v=" + Convert.ToBase64String(credentials.Sign(message)), Decode(await client.ReadAsync()));
        await client.SendAsync("\r\n");
        Assert.StartsWith("OK", (await client.CompletionAsync("a")).Completion);

        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        static string Decode(string? line) => Encoding.UTF8.GetString(Convert.FromBase64String(line![2..]));
        static byte[] Proof(byte[] authMessage)
        {
            var salted = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2(
                ImapServer.Password, new byte[16], ScramCredentials.MinIterations, System.Security.Cryptography.HashAlgorithmName.SHA256, 32);
            var key = System.Security.Cryptography.HMACSHA256.HashData(salted, "Client Key"u8);
            var signature = System.Security.Cryptography.HMACSHA256.HashData(System.Security.Cryptography.SHA256.HashData(key), authMessage);
            return key.Zip(signature, (a, b) => (byte)(a ^ b)).ToArray();
        }
    }

    [Theory]
    [InlineData("SELECT INBOX")]
    [InlineData("FETCH 1 FLAGS")]
    [InlineData("IDLE")]
    public async Task Commands_need_their_state(string command)
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.ConnectAsync();
        Assert.StartsWith("BAD", (await client.CommandAsync(command)).Completion);
    }

    [Fact]
    public async Task Bad_commands_end_the_session_at_last()
    {
        await using var server = await ImapServer.StartAsync(o => o.MaxBadCommands = 3);
        await using var client = await server.ConnectAsync();
        await client.CommandAsync("FROB");
        await client.CommandAsync("FROB");
        await client.SendAsync("x FROB\r\n");
        Assert.StartsWith("x BAD", await client.ReadAsync());
        Assert.StartsWith("* BYE", await client.ReadAsync());
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task A_line_without_end_is_refused()
    {
        await using var server = await ImapServer.StartAsync(o => o.MaxLine = 8 * 1024);
        await using var client = await server.ConnectAsync();
        await client.SendAsync(new string('x', 9 * 1024));
        Assert.StartsWith("* BYE [TOOBIG]", await client.ReadAsync());
    }

    [Fact]
    public async Task A_literal_that_is_too_large_is_not_asked_for()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.ConnectAsync();
        Assert.StartsWith("BAD [TOOBIG]", (await client.CommandAsync("LOGIN {1000000}")).Completion);
        await client.OkAsync("NOOP");
    }

    [Fact]
    public async Task Synchronizing_literals_are_asked_for()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.ConnectAsync();
        await client.SendAsync($"a LOGIN {{{ImapServer.User.Length}}}\r\n");
        Assert.StartsWith("+ ", await client.ReadAsync());
        await client.SendAsync($"{ImapServer.User} {{6+}}\r\n{ImapServer.Password}\r\n");
        Assert.StartsWith("OK", (await client.CompletionAsync("a")).Completion);
    }

    [Fact]
    public async Task Connections_from_one_address_are_bounded()
    {
        await using var server = await ImapServer.StartAsync(o => o.MaxConnectionsPerAddress = 1);
        await using var first = await server.ConnectAsync();
        await using var second = await server.ConnectAsync();
        Assert.StartsWith("* BYE [LIMIT]", second.Greeting);
        await first.OkAsync("NOOP");
    }

    [Fact]
    public async Task Who_does_not_log_in_is_sent_away()
    {
        await using var server = await ImapServer.StartAsync(o => o.LoginTimeout = TimeSpan.FromSeconds(1));
        await using var client = await server.ConnectAsync();
        Assert.StartsWith("* BYE Autologout", await client.ReadAsync());
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Who_is_idle_for_too_long_is_sent_away()
    {
        await using var server = await ImapServer.StartAsync(o => o.IdleTimeout = TimeSpan.FromSeconds(1));
        await using var client = await server.SelectAsync(tls: true);
        await client.SendAsync("a IDLE\r\n");
        Assert.StartsWith("+ ", await client.ReadAsync());
        Assert.StartsWith("* BYE Autologout", await client.ReadAsync());
    }

    [Fact]
    public async Task Logout_says_bye()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.SelectAsync();
        (await client.OkAsync("LOGOUT")).Line("BYE");
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task A_session_that_ends_is_no_longer_subscribed()
    {
        await using var server = await ImapServer.StartAsync();
        await using (var client = await server.SelectAsync())
        {
            Assert.Equal(1, server.Mailbox.Observers);
            await client.OkAsync("LOGOUT");
            Assert.Null(await client.ReadAsync());
        }

        Assert.Equal(0, server.Mailbox.Observers);
    }

    [Fact]
    public async Task Pipelined_commands_are_answered_in_order()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.LoginAsync();
        await client.SendAsync("a SELECT INBOX\r\nb NOOP\r\nc ID NIL\r\nd NAMESPACE\r\n");
        foreach (var tag in "abcd")
        {
            Assert.True((await client.CompletionAsync(tag.ToString())).IsOk);
        }
    }

    [Fact]
    public async Task With_utf8_enabled_names_are_sent_as_they_are()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.LoginAsync();
        await client.OkAsync("CREATE Entw&APw-rfe");
        Assert.Contains("\"Entw&APw-rfe\"", (await client.OkAsync("LIST \"\" Entw*")).Line("LIST"));
        Assert.Equal("ENABLED UTF8=ACCEPT", (await client.OkAsync("ENABLE UTF8=ACCEPT X-OTHER")).Line("ENABLED"));
        var line = (await client.OkAsync("LIST \"\" Entw*")).Line("LIST");
        Assert.Contains("\"Entwürfe\"", Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line)));
        Assert.True((await client.Utf8CommandAsync("SELECT \"Entwürfe\"")).IsOk);
    }

    [Fact]
    public async Task Notified_flags_never_shift_numbers_during_fetch()
    {
        await using var server = await ImapServer.StartAsync();
        await server.AddManyAsync(3);
        await using var reader = await server.SelectAsync();
        await using var writer = await server.SelectAsync();
        await writer.OkAsync(@"STORE 1 +FLAGS (\Deleted)");
        await writer.OkAsync("EXPUNGE");
        Assert.DoesNotContain((await reader.OkAsync("FETCH 3 UID")).Untagged, l => l.EndsWith("EXPUNGE"));
        Assert.Equal(["1 EXPUNGE"], (await reader.OkAsync("NOOP")).Untagged);
        Assert.Equal("2 FETCH (UID 3)", (await reader.OkAsync("FETCH 2 UID")).Line("2 FETCH"));
    }

    [Fact]
    public async Task A_folder_deleted_elsewhere_ends_the_session()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.LoginAsync();
        await client.OkAsync("SELECT Trash");
        await server.Mailbox.DeleteFolderAsync(FolderName.Parse("Trash"));
        (await client.OkAsync("NOOP")).Line("BYE");
    }

    [Fact]
    public async Task A_change_log_that_does_not_answer_delays_news_and_fails_nothing()
    {
        await using var server = await ImapServer.StartAsync();
        await using var client = await server.SelectAsync();
        await server.AddManyAsync(1);
        server.Mailbox.FailsChanges = true;
        Assert.Empty((await client.OkAsync("NOOP")).Untagged);
        server.Mailbox.FailsChanges = false;
        Assert.Contains("1 EXISTS", (await client.OkAsync("NOOP")).Untagged);
    }
}
