namespace Mail.Mime;

/// <summary>An entry of an address list: a mailbox or a group (RFC 5322 section 3.4).</summary>
public abstract record HeaderAddress(string? DisplayName);

/// <summary>A mailbox; a missing domain is empty. Internationalised names are as written (RFC 6532).</summary>
public sealed record MailboxAddress(string? DisplayName, string LocalPart, string Domain) : HeaderAddress(DisplayName)
{
    /// <summary>"local@domain", without quoting.</summary>
    public string Address => Domain.Length == 0 ? LocalPart : $"{LocalPart}@{Domain}";
}

/// <summary>A named group of mailboxes, often empty.</summary>
public sealed record GroupAddress(string? DisplayName, IReadOnlyList<MailboxAddress> Members) : HeaderAddress(DisplayName);
