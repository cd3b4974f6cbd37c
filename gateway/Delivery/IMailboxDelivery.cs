namespace Mail.Gateway.Delivery;

/// <summary>Files accepted messages in mailboxes.</summary>
public interface IMailboxDelivery
{
    /// <summary>Returns once the delivery is durable. Any exception means that it may or may not be, and must be repeated.</summary>
    Task DeliverAsync(MailboxDelivery delivery);
}
