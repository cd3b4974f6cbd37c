namespace Mail.Gateway.Http.ServerInfo;

/// <summary>One port.</summary>
/// <param name="Name">Protocol, such as <c>IMAPS</c>.</param>
/// <param name="Port">Its number.</param>
/// <param name="Security"><c>tls</c>, <c>starttls</c> or <c>none</c>.</param>
/// <param name="Use">For people.</param>
public sealed record ListenerFact(string Name, int Port, string Security, string Use);
