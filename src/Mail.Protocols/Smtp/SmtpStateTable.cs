namespace Mail.Protocols.Smtp;

/// <summary>Which command is allowed where (RFC 5321 §4.1.4), and where an accepted one leads.</summary>
public static class SmtpStateTable
{
    private static readonly uint Always = Set(SmtpVerb.Helo, SmtpVerb.Ehlo, SmtpVerb.Lhlo, SmtpVerb.Rset, SmtpVerb.Noop, SmtpVerb.Quit, SmtpVerb.Vrfy, SmtpVerb.Expn, SmtpVerb.Help);

    // Indexed by SmtpSessionState.
    private static readonly uint[] Allowed =
    [
        /* Connected    */ Always,
        /* Ready        */ Always | Set(SmtpVerb.Mail, SmtpVerb.StartTls, SmtpVerb.Auth),
        /* Sender       */ Always | Set(SmtpVerb.Rcpt),
        /* Recipients   */ Always | Set(SmtpVerb.Rcpt, SmtpVerb.Data, SmtpVerb.Bdat),
        /* Chunks       */ Always | Set(SmtpVerb.Bdat),
        /* ChunkRefused */ Always | Set(SmtpVerb.Mail),
    ];

    /// <summary>Null when the command may run now, else the refusal (500 not of this protocol, 503 out of sequence).</summary>
    public static SmtpReply? Check(SmtpSessionState state, SmtpVerb verb, SmtpDialect dialect)
    {
        // RFC 2033 §4.1: LMTP has LHLO in the place of HELO and EHLO.
        var lmtp = dialect == SmtpDialect.Lmtp;
        if ((verb == SmtpVerb.Lhlo && !lmtp) || (verb is SmtpVerb.Helo or SmtpVerb.Ehlo && lmtp))
        {
            return SmtpReplies.UnknownCommand;
        }

        return (Allowed[(int)state] & Set(verb)) != 0 ? null : OutOfSequence(state, verb);
    }

    /// <summary>The state behind a command that was accepted. DATA and a last BDAT lead to <see cref="SmtpSessionState.Ready"/>.</summary>
    public static SmtpSessionState Next(SmtpSessionState state, SmtpVerb verb, bool isLastChunk = true) => verb switch
    {
        SmtpVerb.Helo or SmtpVerb.Ehlo or SmtpVerb.Lhlo => SmtpSessionState.Ready,
        SmtpVerb.Mail => SmtpSessionState.Sender,
        SmtpVerb.Rcpt => SmtpSessionState.Recipients,
        SmtpVerb.Data => SmtpSessionState.Ready,
        SmtpVerb.Bdat => isLastChunk ? SmtpSessionState.Ready : SmtpSessionState.Chunks,
        SmtpVerb.Rset => state == SmtpSessionState.Connected ? SmtpSessionState.Connected : SmtpSessionState.Ready,
        SmtpVerb.StartTls => SmtpSessionState.Connected,
        _ => state,
    };

    /// <summary>The state behind a command that was refused: a refused BDAT fails its transaction (RFC 3030 §2), any other changes nothing.</summary>
    public static SmtpSessionState Refused(SmtpSessionState state, SmtpVerb verb) =>
        verb == SmtpVerb.Bdat && state is (SmtpSessionState.Sender or SmtpSessionState.Recipients or SmtpSessionState.Chunks)
            ? SmtpSessionState.ChunkRefused
            : state;

    private static SmtpReply OutOfSequence(SmtpSessionState state, SmtpVerb verb) => state switch
    {
        SmtpSessionState.Connected => SmtpReplies.HelloFirst,
        SmtpSessionState.Ready => SmtpReplies.MailFirst,
        SmtpSessionState.Chunks => SmtpReplies.ChunksOpen,
        SmtpSessionState.ChunkRefused => SmtpReplies.ChunkWasRefused,
        _ when verb == SmtpVerb.Mail => SmtpReplies.NestedMail,
        _ when verb is SmtpVerb.StartTls or SmtpVerb.Auth => SmtpReplies.NotInTransaction,
        _ => SmtpReplies.RecipientFirst,
    };

    private static uint Set(params ReadOnlySpan<SmtpVerb> verbs)
    {
        var bits = 0u;
        foreach (var verb in verbs)
        {
            bits |= 1u << (int)verb;
        }

        return bits;
    }
}
