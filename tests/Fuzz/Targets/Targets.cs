namespace Fuzz.Targets;

/// <summary>Everything that is fuzzed.</summary>
internal static class Targets
{
    public static IReadOnlyList<FuzzTarget> All() =>
    [
        new SmtpCommandTarget(), new SmtpDataTarget(), new SmtpChunkTarget(), new ImapCommandTarget(), new SequenceSetTarget(), new ModifiedUtf7Target(),
        new MimeTarget(), new HeaderTextTarget(), new ComposeTarget(), new AddressListTarget(), new EmailAddressTarget(), new DateTarget(), new SaslTarget(),
        new SmtpReplyTarget(), new SmtpEncodeTarget(), new TraceFieldsTarget(), new SubmittedHeaderTarget(), new MailboxPatternTarget(),
        new SegmentTarget(), new ChangeNoticeTarget(),
    ];
}
