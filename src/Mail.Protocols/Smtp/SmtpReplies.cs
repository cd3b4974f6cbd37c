namespace Mail.Protocols.Smtp;

/// <summary>The replies whose text never changes, built once. Codes: RFC 5321 §4.2.3; status: RFC 3463, 5248.</summary>
public static class SmtpReplies
{
    public static readonly SmtpReply Ok = new(250, 0, 0, "Ok");
    public static readonly SmtpReply Bye = new(221, 0, 0, "Bye");
    public static readonly SmtpReply SenderOk = new(250, 1, 0, "Sender ok");
    public static readonly SmtpReply RecipientOk = new(250, 1, 5, "Recipient ok");
    public static readonly SmtpReply StartMailInput = new(354, null, "End data with <CR><LF>.<CR><LF>");
    public static readonly SmtpReply ReadyForTls = new(220, 0, 0, "Ready to start TLS");
    public static readonly SmtpReply Help = new(214, 0, 0, "See RFC 5321");
    public static readonly SmtpReply CannotVerify = new(252, 0, 0, "Send some mail, I will try my best");

    public static readonly SmtpReply UnknownCommand = new(500, 5, 1, "Command not recognized");
    public static readonly SmtpReply NotImplemented = new(502, 5, 1, "Command not implemented");
    public static readonly SmtpReply SyntaxError = new(500, 5, 2, "Syntax error");
    public static readonly SmtpReply LineTooLong = new(500, 5, 6, "Command line too long");
    public static readonly SmtpReply BareLineEnding = new(500, 5, 2, "Bare CR or LF in command, lines end in <CR><LF>");
    public static readonly SmtpReply SyntaxHelo = new(501, 5, 4, "Syntax: HELO/EHLO/LHLO hostname");
    public static readonly SmtpReply SyntaxMail = new(501, 5, 4, "Syntax: MAIL FROM:<address>");
    public static readonly SmtpReply SyntaxRcpt = new(501, 5, 4, "Syntax: RCPT TO:<address>");
    public static readonly SmtpReply SyntaxBdat = new(501, 5, 4, "Syntax: BDAT size [LAST]");
    public static readonly SmtpReply SyntaxAuth = new(501, 5, 4, "Syntax: AUTH mechanism [initial-response]");
    public static readonly SmtpReply NoArguments = new(501, 5, 4, "Command takes no arguments");
    public static readonly SmtpReply ArgumentNeeded = new(501, 5, 4, "Command needs an argument");
    public static readonly SmtpReply BadSenderAddress = new(501, 1, 7, "Bad sender address syntax");
    public static readonly SmtpReply BadRecipientAddress = new(501, 1, 3, "Bad recipient address syntax");
    public static readonly SmtpReply AddressTooLong = new(501, 1, 0, "Address too long");
    public static readonly SmtpReply BadParameter = new(501, 5, 4, "Bad or repeated parameter");
    public static readonly SmtpReply UnknownParameter = new(555, 5, 4, "Parameter not recognized");
    public static readonly SmtpReply InternationalAddress = new(553, 6, 7, "Non-ASCII address needs SMTPUTF8");

    public static readonly SmtpReply HelloFirst = new(503, 5, 1, "Say hello first");
    public static readonly SmtpReply MailFirst = new(503, 5, 1, "Need MAIL command");
    public static readonly SmtpReply RecipientFirst = new(503, 5, 1, "No valid recipients");
    public static readonly SmtpReply NestedMail = new(503, 5, 1, "Nested MAIL command");
    public static readonly SmtpReply ChunksOpen = new(503, 5, 1, "Finish with BDAT LAST or RSET first");
    public static readonly SmtpReply ChunkWasRefused = new(503, 5, 1, "A BDAT was refused, begin again with RSET or MAIL");
    public static readonly SmtpReply NotInTransaction = new(503, 5, 1, "Not allowed during a mail transaction");

    public static readonly SmtpReply MessageTooLarge = new(552, 3, 4, "Message size exceeds the limit");
    public static readonly SmtpReply MessageHasBareLineEnding = new(550, 6, 0, "Message holds a bare CR or LF, lines end in <CR><LF>");
    public static readonly SmtpReply MessageLineTooLong = new(550, 6, 0, "Message holds a line that is too long");
    public static readonly SmtpReply NoRoom = new(452, 3, 1, "Insufficient system resources, try again later");
    public static readonly SmtpReply StoreFull = new(452, 3, 1, "Mail system full, try again later");
    public static readonly SmtpReply MailLoop = new(554, 4, 6, "Too many hops");
    public static readonly SmtpReply TryLater = new(451, 3, 0, "Temporary failure, try again later");

    public static readonly SmtpReply UnknownUser = new(550, 1, 1, "No such user here");
    public static readonly SmtpReply RelayDenied = new(550, 7, 1, "Relaying denied");
    public static readonly SmtpReply MailboxFull = new(452, 2, 2, "Mailbox full");
    public static readonly SmtpReply MailboxTooSmall = new(552, 2, 2, "Message larger than the whole mailbox");
    public static readonly SmtpReply ForwardsElsewhere = new(451, 3, 5, "Address forwards elsewhere, which is not set up here");
    public static readonly SmtpReply TooManyRecipients = new(452, 5, 3, "Too many recipients");

    public static readonly SmtpReply Authenticated = new(235, 7, 0, "Authentication succeeded");
    public static readonly SmtpReply TlsFirst = new(530, 7, 0, "Must issue a STARTTLS command first");
    public static readonly SmtpReply AuthenticationRequired = new(530, 7, 0, "Authentication required");
    public static readonly SmtpReply AuthNeedsTls = new(538, 7, 11, "Encryption required for authentication, use STARTTLS");
    public static readonly SmtpReply AlreadyAuthenticated = new(503, 5, 1, "Already authenticated");
    public static readonly SmtpReply UnknownMechanism = new(504, 5, 4, "Unknown authentication mechanism");
    public static readonly SmtpReply AuthNotBase64 = new(501, 5, 2, "Not base64");
    public static readonly SmtpReply AuthCancelled = new(501, 7, 0, "Authentication cancelled, or not base64");
    public static readonly SmtpReply AuthBusy = new(454, 7, 0, "Too many logins at once, try again");
    public static readonly SmtpReply AuthFailed = new(535, 7, 8, "Authentication failed");
    public static readonly SmtpReply TooManyFailedLogins = new(421, 7, 0, "Too many failed logins, closing connection");
    public static readonly SmtpReply LoginEnded = new(421, 7, 0, "Login is no longer valid, closing connection");
    public static readonly SmtpReply SendingTooFast = new(450, 7, 1, "Sending limit of this account reached, try again later");

    public static readonly SmtpReply TlsNotAvailable = new(454, 7, 0, "TLS not available");
    public static readonly SmtpReply TimedOut = new(421, 4, 2, "Timeout, closing connection");
    public static readonly SmtpReply ShuttingDown = new(421, 3, 2, "Service shutting down");
    public static readonly SmtpReply TooManyConnections = new(421, 7, 0, "Too many connections, try again later");
    public static readonly SmtpReply TooManyErrors = new(421, 7, 0, "Too many errors, closing connection");
    public static readonly SmtpReply TooManyCommands = new(421, 7, 0, "Too many commands, closing connection");
    public static readonly SmtpReply TooMuchData = new(421, 3, 4, "Message size exceeds the limit by far, closing connection");
    public static readonly SmtpReply BareLineEndingCloses = new(421, 6, 0, "Bare CR or LF in a message, closing connection");
    public static readonly SmtpReply InternalError = new(421, 3, 0, "Internal error, closing connection");
}
