namespace Mail.Gateway.Delivery.Outbound;

/// <summary>A server that takes nothing from us now; another one of the domain may.</summary>
internal sealed class SmtpDialogueException(string status, string message) : Exception(message)
{
    /// <summary>Enhanced status code.</summary>
    public string Status { get; } = status;
}
