using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mail.Silo.Admin;
using Mail.Silo.Cluster;
using Mail.Silo.Demo;
using Mail.Silo.Options;

namespace Mail.Silo;

/// <summary>What is printed when everything listens: every port, every user, a first thing to try.</summary>
internal static class ReadyText
{
    public static string Compose(SiloOptions options, BoundPorts ports, SiloEndpoints silo, TimeSpan sinceStart)
    {
        var text = new StringBuilder();
        var host = options.Demo ? "127.0.0.1" : options.Listen.ToString();
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Mail.Orleans listens on {host}, data in {options.DataFolder}");
        Port(text, "SMTP", ports.Smtp, options.SmtpPort, "mail from outside (STARTTLS offered)");
        Port(text, "LMTP", ports.Lmtp, options.LmtpPort, "mail from another mail server");
        Port(text, "SUBMISSION", ports.Submission, options.SubmissionPort, "mail from users (STARTTLS, then login)");
        Port(text, "SUBMISSIONS", ports.Submissions, options.SubmissionsPort, "mail from users (TLS, then login)");
        Port(text, "IMAP", ports.Imap, options.ImapPort, "mail programs (STARTTLS)");
        Port(text, "IMAPS", ports.Imaps, options.ImapsPort, "mail programs (TLS)");
        Port(text, "HTTP", ports.Http, options.HttpPort, $"page http://{PageHost(options, "http")}:{ports.Http}/ API /api/v2; /health /ready /metrics");
        Port(text, "HTTPS", ports.Https, options.HttpsPort, $"page https://{PageHost(options, "https")}:{ports.Https}/ and the rest, under TLS");
        Port(text, "SILO", silo.SiloPort, options.SiloPort, "other silos of the cluster");
        Port(text, "SILO-CLIENT", silo.ClientPort, options.SiloClientPort, "gateways of the cluster");
        if (options.Demo)
        {
            Users(text, options);
            Key(text, options);
            FirstThings(text, host, ports);
        }
        else if (options.AdminKey)
        {
            text.AppendLine();
            text.AppendLine("API key of the system, which the command 'mail' takes here: " + AdminKey.PathIn(options.DataFolder));
        }

        text.AppendLine();
        text.Append(CultureInfo.InvariantCulture, $"Mail.Orleans is ready after {sinceStart.TotalSeconds:0.0} s. Ctrl+C stops it.");
        return text.ToString();
    }

    /// <summary>As it stands in a URL: this server's name where it listens on all addresses.</summary>
    private static string PageHost(SiloOptions options, string section)
    {
        var address = options.Listeners.Single(l => l.Section == section).Address ?? options.Listen;
        return address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? options.HostName
            : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]"
            : address.ToString();
    }

    private static void Port(StringBuilder text, string name, int port, PortSetting wanted, string use)
    {
        if (port == 0)
        {
            return;
        }

        var moved = wanted.Port != 0 && wanted.Port != port ? $" [{wanted.Port} is taken by another program]" : "";
        text.AppendLine(CultureInfo.InvariantCulture, $"  {name,-11} {port,-6} {use}{moved}");
    }

    private static void Users(StringBuilder text, SiloOptions options)
    {
        text.AppendLine();
        text.AppendLine("Users, all with the password " + DemoSetup.Password + ":");
        text.AppendLine("  alice@" + DemoSetup.Domain);
        text.AppendLine("  bob@" + DemoSetup.Domain);
        if (options.DemoUsers > 0)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture, $"  user0@{DemoSetup.Domain} to user{options.DemoUsers - 1}@{DemoSetup.Domain}");
        }
    }

    private static void Key(StringBuilder text, SiloOptions options)
    {
        if (options.AdminKey)
        {
            text.AppendLine();
            text.AppendLine("API key of the system (kept in " + AdminKey.PathIn(options.DataFolder) + "):");
            text.AppendLine("  " + AdminKey.Read(options.DataFolder));
        }
    }

    private static void FirstThings(StringBuilder text, string host, BoundPorts ports)
    {
        text.AppendLine();
        text.AppendLine("Try it: send alice a message, then read it.");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"  printf 'From: bob@demo.test\\nTo: alice@demo.test\\nSubject: Hello\\n\\nIt works.\\n' | curl --crlf smtp://{host}:{ports.Smtp} --mail-from bob@demo.test --mail-rcpt alice@demo.test -T -");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"  curl 'imap://{host}:{ports.Imap}/INBOX;MAILINDEX=*' -u alice@demo.test:{DemoSetup.Password}");
        text.AppendLine();
        text.AppendLine("The same over the API:");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"  curl http://{host}:{ports.Http}/api/v2/users/alice@demo.test/folders/1/messages -u alice@demo.test:{DemoSetup.Password}");
    }
}
