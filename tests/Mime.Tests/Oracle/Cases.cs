namespace Mail.Mime.Tests.Oracle;

/// <summary>Odd messages: those that both read alike, and those that they read differently, with the rule that says who is right.</summary>
internal static class Cases
{
    public static readonly (string Name, string Message)[] Alike =
    [
        ("base64 with dashes between its lines", "Content-Transfer-Encoding: base64\n\nSGVsbG8s\n--\nIHdvcmxkIQ==\n"),
        ("disposition without its type", "Content-Type: text/plain\nContent-Disposition: ; filename=\"minutes.txt\"\n\nx\n"),
        ("disposition in quotes", "Content-Type: text/plain\nContent-Disposition: \"attachment\"; filename=\"minutes.txt\"\n\nx\n"),
        ("charset without its first hyphen", "Subject: =?ISO8859-15?Q?100_=A4?=\n\nx\n"),
        ("comment inside a domain", "From: someone@(over)example.net\n\nx\n"),
        ("comment before an address", "From: (over there) someone@example.net\n\nx\n"),
        ("comment behind an address", "From: someone@example.net (Some One)\n\nx\n"),
        ("text behind a boundary", "Content-Type: multipart/mixed; boundary=\"edge\"\n\n--edge and more\nContent-Type: text/plain\n\nx\n--edge-- and more\n"),
        ("byte order mark in UTF-16", "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n/v8ASABpAPw=\n"),
        ("byte order mark in text", "Content-Type: text/plain; charset=utf-8\n\n\u00ef\u00bb\u00bfHello\n"),
        ("message in base64's clothes but none", "Content-Type: message/rfc822\nContent-Transfer-Encoding: 7bit\n\nSubject: inner\n\nx\n"),
        ("boundary of another's beginning", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--bb\n\ny\n--b--\n"),
        ("multipart cut short", "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>"),
        ("inner multipart that its outer one ends", "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--a\n\ny\n--a--\n"),
        ("no header at all", "\ntext\n"),
        ("route", "To: Name <@one.example,@two.example:user@three.example>\n\nx\n"),
    ];

    public static readonly (string Name, string Message, string[] Differences, string Rule)[] Different =
    [
        ("white space at the end of a quoted-printable line", "Content-Transfer-Encoding: quoted-printable\n\nend  \nx\n", [" content: ZW5kDQp4DQo= | ZW5kICANCngNCg=="],
            "RFC 2045 section 6.7 rule 3: it was added on the way and must go. MimeKit keeps it."),
        ("two spaces in a name", "From: Two  Words <two@example.net>\n\nx\n", ["from: [Two Words]<two@example.net> | [Two  Words]<two@example.net>"],
            "RFC 5322 section 3.2.2: folding white space between words is one space. MimeKit keeps both."),
        ("comma in a name without quotes", "From: One, Some <some@example.net>\n\nx\n", ["from: []<One@> [Some]<some@example.net> | [One, Some]<some@example.net>"],
            "RFC 5322 section 3.4: a comma separates. MimeKit is lenient by option."),
        ("type without subtype", "Content-Type: application; name=\"r.gz\"\n\nx\n", [" filename:  | r.gz", " type: text/plain | application/octet-stream"],
            "RFC 2045 section 5.2: a type that breaks the syntax is text/plain. MimeKit fills in a subtype."),
        ("continuation that begins with one", "Content-Disposition: attachment;\n filename*1*=us-ascii'en'a%20;\n filename*2=b.bin\n\nx\n", [" filename:  | a b.bin"],
            "RFC 2231 section 3: the numbers begin with 0. MimeKit is lenient."),
        ("month as a number", "Date: 17-6-2026 17:10:08\n\nx\n", ["date:  | 2026-06-17 17:10:08 +00:00"], "RFC 5322 section 3.3: months are names. MimeKit guesses the order."),
        ("zone of three digits", "Date: Fri, 8 May 2026 12:05:01 400\n\nx\n", ["date: 2026-05-08 12:05:01 +00:00 | 2026-05-08 12:05:01 +04:00"],
            "RFC 5322 section 4.3: an unknown zone is -0000. MimeKit guesses."),
        ("message in base64", "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogaW5uZXINCg0KVGV4dA0K\n", [" charset: - | ", " content: - | U3ViamVjdDogaW5uZXINCg0KVGV4dA0K", " encoding: - | Base64", " end: - | 101", " lines: - | 1", "m type: text/plain | -"],
            "RFC 2046 section 5.2.1: such a part is not encoded. MimeKit takes it for an opaque part."),
        ("empty boundary", "Content-Type: multipart/mixed; boundary=\"\"\n\n--\nContent-Type: text/plain\n\nx\n----\n", [".1 type: - | text/plain"],
            "RFC 2046 section 5.1.1: a boundary has a character at least. MimeKit takes lines of dashes for boundaries."),
        ("encodings mixed in one field", "Subject: caf\u00c3\u00a9 \u00e9\n\nx\n", ["subject: caf\u00c3\u00a9 \u00e9 | caf\u00e9 \u00e9"],
            "RFC 6532 section 3.1: a field is UTF-8, else it is not. MimeKit decides word by word."),
        ("source route of UUCP", "To: @one:two!three.example!user\n\nx\n", ["to: [@one:two!three]<@one> | "], "RFC 5322 section 4.4: a route stands in angle brackets. Nothing can be told of either reading."),
        ("broken list", "To: <<a@b>,\"x\\\",(((\n\nx\n", ["to: []<a@b> [\"x\"]<@> [(((]<@> | []<a@b>"], "RFC 5322 section 3.4: no list. We show what is there, MimeKit what can be addressed."),
        ("parts without a header or a body", "Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\nContent-Type: text/html\n\nx\n--b--\n", [".1 content:  | eA==", ".1 end: 50 | 83", ".1 lines: 0 | 1", ".1 range: 50 50 | 55 82", ".1 type: text/plain | text/html", ".2 type: text/html | -"],
            "RFC 2046 section 5.1.1: each boundary begins a part."),
        ("digest of a message without a header", "Content-Type: multipart/digest; boundary=b\n\n--b\n\nonly\n--b--\n", [".1m content: b25seQ== | ", ".1m lines: 1 | -1", ".1m range: 53 53 | 53 57"],
            "RFC 5322 section 3.5: what is no field is no header. MimeKit takes a line without a colon for one."),
    ];

    /// <summary>Files of the corpus that are named above, in other words.</summary>
    public static readonly HashSet<string> DifferentFiles = ["digest-of-empty-parts", "digest-of-many-parts", "Subject/raw", "To/broken"];
}
