using System.Net;

namespace Mail.Silo.Options;

/// <summary>One of the server's listeners.</summary>
/// <param name="Name">As the API and the doctor call it.</param>
/// <param name="Section">Of its settings.</param>
/// <param name="Port">Where it listens.</param>
/// <param name="Address">Where it listens; null: it is off.</param>
internal sealed record ListenerOptions(string Name, string Section, PortSetting Port, IPAddress? Address);
