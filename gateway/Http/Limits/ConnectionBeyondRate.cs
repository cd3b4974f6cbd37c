namespace Mail.Gateway.Http.Limits;

/// <summary>Marks a connection that came faster than its client may open them: nothing but <see cref="MonitoringPaths"/> is answered on it.</summary>
internal sealed class ConnectionBeyondRate
{
    public static readonly ConnectionBeyondRate Mark = new();
}
