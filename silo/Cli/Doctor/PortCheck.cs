using System.Net;
using System.Net.Sockets;
using Mail.Silo.Cli.Output;
using Mail.Silo.Options;

namespace Mail.Silo.Cli.Doctor;

/// <summary>Each port: held by our server, free for it, or held by another program.</summary>
internal static class PortCheck
{
    public static IEnumerable<Finding> Run(Patient patient)
    {
        var real = patient.Answers ? Cell.At(patient.Server, "listeners").EnumerateArray().ToDictionary(l => Cell.At(l, "name").GetString()!, l => Cell.At(l, "port").GetInt32()) : [];
        return patient.Options.Listeners.Select(l => l.Address is { } address
            ? Check($"port {l.Name}", $"--{l.Section}-port", real.GetValueOrDefault(l.Name, l.Port.Port), address, patient, real.ContainsKey(l.Name))
            : Finding.Ok($"port {l.Name}", "off"))
            .Append(CheckSilo("port SILO", "--silo-port", patient.Options.SiloPort, patient))
            .Append(CheckSilo("port SILO-CLIENT", "--silo-client-port", patient.Options.SiloClientPort, patient));
    }

    /// <summary>A standard port that is taken is no fault: the silo takes the next free one.</summary>
    private static Finding CheckSilo(string check, string option, PortSetting port, Patient patient) =>
        port.IsGiven || port.Resolve(IPAddress.Loopback) == port.Port
            ? Check(check, option, port.Port, IPAddress.Loopback, patient, isOurs: false)
            : Finding.Ok(check, PortHolder.Of(port.Port) is { } holder && holder.ProcessId == patient.ProcessId
                ? $"{port.Port} is held by the server (process {holder.ProcessId})"
                : $"{port.Port} is taken: the next free one is used");

    private static Finding Check(string check, string option, int port, IPAddress listen, Patient patient, bool isOurs)
    {
        if (port == 0)
        {
            return Finding.Ok(check, "the system chooses one");
        }

        if (isOurs)
        {
            return Answers(port, listen)
                ? Finding.Ok(check, $"{port} answers")
                : Finding.Fail(check, $"{port} does not answer", "A firewall of this machine, or too many connections: look into the server's log.");
        }

        try
        {
            using var probe = new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(listen, port));
            return Finding.Ok(check, $"{port} is free");
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            var holder = PortHolder.Of(port);
            return holder is { } known && known.ProcessId == patient.ProcessId
                ? Finding.Ok(check, $"{port} is held by the server (process {known.ProcessId})")
                : Finding.Fail(check, $"{port} is taken by {holder?.ToString() ?? "another program (as root, this says which)"}", $"Stop that program, or choose another port with {option}.");
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AccessDenied)
        {
            return Finding.Fail(check, $"{port} may not be used", "Ports below 1024 need root or CAP_NET_BIND_SERVICE: setcap, or AmbientCapabilities= in the systemd unit.");
        }
        catch (SocketException error)
        {
            return Finding.Fail(check, $"{port}: {error.Message}", $"server.listen (--listen), or the listener's own, must be an address of this machine, and {listen} seems to be none.");
        }
    }

    private static bool Answers(int port, IPAddress listen)
    {
        var target = listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : listen;
        using var probe = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            return probe.ConnectAsync(target, port).Wait(TimeSpan.FromSeconds(2));
        }
        catch (AggregateException)
        {
            return false;
        }
    }
}
