namespace Mail.Silo.Options;

/// <summary>The ports that are really listened on; 0: that listener is off.</summary>
internal sealed record BoundPorts(int Smtp, int Lmtp, int Submission, int Submissions, int Imap, int Imaps, int Http, int Https);
