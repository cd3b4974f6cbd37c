using System.Collections.Immutable;
using Mail.Domain.Identity;
using Mail.Gateway.Delivery;
using Mail.Protocols.Smtp;
using Mail.Storage.Blobs;

namespace Mail.Gateway.Smtp;

/// <summary>One mail transaction: envelope, and content while it arrives (RFC 5321 §3.3).</summary>
internal sealed class SmtpTransaction(SmtpCommand.Mail mail, IngestId id) : IDisposable
{
    private readonly ImmutableArray<IngestRecipient>.Builder _deliveries = ImmutableArray.CreateBuilder<IngestRecipient>(1);
    private readonly List<ForwardedRecipient> _forwards = [];
    private readonly List<string> _named = new(1);
    private SmtpPath _firstRecipient;

    public IngestId Id { get; } = id;

    public MailParameters Parameters => mail.Parameters;

    public SmtpPath ReversePath => mail.ReversePath;

    /// <summary>Recipients accepted; LMTP answers once for each (RFC 2033 §4.2).</summary>
    public int Recipients { get; private set; }

    /// <summary>The first of them, as a log line names them.</summary>
    public IReadOnlyList<string> Named => _named;

    /// <summary>Mailboxes and addresses elsewhere that get a copy.</summary>
    public int Deliveries => _deliveries.Count + _forwards.Sum(f => f.Targets.Length);

    /// <summary>Recipients whose mail goes on to other servers, each once.</summary>
    public IReadOnlyList<ForwardedRecipient> Forwards => _forwards;

    /// <summary>The recipient when there is one only.</summary>
    public SmtpPath? OnlyRecipient => Recipients == 1 ? _firstRecipient : null;

    /// <summary>Set from DATA or the first BDAT on.</summary>
    public SmtpContent? Content { get; set; }

    /// <summary>Set from the first BDAT on.</summary>
    public SmtpChunkDecoder? Chunks { get; set; }

    public void Add(SmtpPath path, RcptParameters parameters, ImmutableArray<AccountId> accounts)
    {
        if (Recipients++ == 0)
        {
            _firstRecipient = path;
        }

        var address = path.ToString();
        if (_named.Count < LoggedRecipients.Most)
        {
            _named.Add(address);
        }

        foreach (var account in accounts)
        {
            // The key of a delivery is (account, message, recipient): a recipient named twice gets one copy.
            if (Recipients == 1 || !_deliveries.Any(d => d.Account == account && d.Address == address))
            {
                _deliveries.Add(new IngestRecipient(account, address)
                {
                    Notify = parameters.Notify,
                    OriginalRecipient = parameters.OriginalRecipient?.ToString(),
                });
            }
        }
    }

    /// <summary>A recipient that forwards, with the accounts here that get a copy, too.</summary>
    public void Forward(SmtpPath path, ForwardedRecipient forward, ImmutableArray<AccountId> accounts)
    {
        Add(path, forward.Parameters, accounts);
        if (!_forwards.Exists(f => f.Address == forward.Address))
        {
            _forwards.Add(forward);
        }
    }

    public ImmutableArray<IngestRecipient> TakeDeliveries() => _deliveries.DrainToImmutable();

    public void Dispose() => Content?.Dispose();
}
