using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Mail.Mime.Tests.Oracle;

/// <summary>Messages as programs write them: every kind of part, encoding, address, date and encoded word that the RFCs allow.</summary>
internal static class MessageGenerator
{
    private static readonly Gen<string> Subjects = Gen.Elements(
        "plain words", "=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "=?UTF-8?B?R3LDvMOfZQ==?= and =?iso-8859-1?q?more_=E9?=", "=?utf-8?q?one?=\r\n =?utf-8?q?_two?=", "folded\r\n in\r\n\tthree",
        "=?iso-2022-jp?B?GyRCJCIbKEI=?=", "=?windows-1252?Q?=80_5?=", "=?utf-8*en?q?with_language?=", "an =?unknown thing?= inside", "Gr\u00c3\u00bc\u00c3\u009fe raw", "a=?utf-8?q?b?=c", "", "=?koi8-r?B?8NLJ18XU?=");

    private static readonly Gen<string> Mailboxes = Gen.Elements(
        "a@example.org", "<b@example.org>", "Bob <bob@example.org>", "\"Last, First\" <c@example.org>", "=?utf-8?Q?J=C3=BCrgen?= <j@example.org>", "\"q\\\"uoted\" <q@example.org>",
        "d@example.org (Dora)", "Two Words <two@example.org>", "\"john doe\"@example.org", "e@[192.0.2.1]", "Middle Q. Name <m@example.org>", "\"=?utf-8?Q?not_decoded?=\" <n@example.org>",
        "Folded\r\n Name <f@example.org>", "u+tag@sub.example.org", "=?utf-8?Q?A?= =?utf-8?Q?B?= <ab@example.org>", "=?utf-8?B?w4Q=?= plain <mix@example.org>", "J\u00c3\u00bcrgen <raw@example.org>");

    private static readonly Gen<string> Lists = Gen.Frequency(
        (5, Mailboxes.ListOf().Select(l => string.Join(", ", l.Take(5)))),
        (1, Mailboxes.Select(m => $"Team: {m}, x@example.org;")),
        (1, Gen.Constant("undisclosed-recipients:;")),
        (1, Mailboxes.Select(m => $"{m},\r\n {m}")));

    private static readonly Gen<string> Dates =
        from day in Gen.Choose(1, 28)
        from month in Gen.Elements("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
        from year in Gen.Choose(1995, 2035)
        from minute in Gen.Choose(0, 1439)
        from zone in Gen.Elements("+0000", "-0730", "+0530", "GMT", "EST", "-0000 (comment)", "+1400", "PDT", "UT")
        from form in Gen.Elements("{0} {1} {2} {3:00}:{4:00}:07 {5}", "{0:00} {1} {2} {3:00}:{4:00} {5}", "{0}  {1} {2}\r\n {3:00}:{4:00}:59 {5}")
        select string.Format(null, form, day, month, year, minute / 60, minute % 60, zone);

    private static readonly Gen<string> Ids = Gen.Elements("<a@example.org>", " <b.c@[192.0.2.1]>", "<first@x> <second@y>", "<folded@x>\r\n <more@y>");

    private static readonly Gen<string> Texts = Gen.Elements(
        "", "one line", "one\r\ntwo\r\n", "\r\n\r\n", "-- \r\nsignature", "--notaboundary\r\n", "From the start", "Gr\u00c3\u00bc\u00c3\u009fe\r\n", ".dot\r\n..two", "bare\nline", "tab\tand = sign");

    private static readonly Gen<string> Names = Gen.Elements(
        "; name=a.txt", "; name=\"two words.txt\"", "; name*=utf-8''%E2%82%AC.txt", "; name*0=\"first \"; name*1=second.txt", "; name*0*=utf-8''%C3%A9; name*1=plain.txt", "; name=\"=?utf-8?Q?=C3=A9.txt?=\"", "");

    public static Gen<byte[]> Messages =>
        from header in Headers
        from body in Bodies(3, "b")
        select Raw.Octets(header + "MIME-Version: 1.0\r\n" + body);

    private static Gen<string> Headers =>
        from subject in Subjects
        from sender in Mailboxes
        from to in Lists
        from cc in Lists
        from date in Dates
        from id in Ids
        from reply in Ids
        from some in Gen.Choose(0, 15)
        select $"From: {sender}\r\nSubject: {subject}\r\nDate: {date}\r\n"
            + (to.Length > 0 && (some & 1) == 0 ? $"To: {to}\r\n" : "") + (cc.Length > 0 && (some & 2) == 0 ? $"Cc: {cc}\r\n" : "")
            + ((some & 4) == 0 ? $"Message-ID: {id}\r\n" : "") + ((some & 8) == 0 ? $"In-Reply-To:{reply}\r\n" : "");

    private static Gen<string> Bodies(int depth, string boundary) => depth == 0 ? Leaves : Gen.Frequency(
        (3, Leaves), (2, Multiparts(depth, boundary)),
        (1, from inner in Subjects from date in Dates from body in Bodies(depth - 1, boundary + "m") select $"Content-Type: message/rfc822\r\n\r\nSubject: {inner}\r\nDate: {date}\r\n{body}"));

    private static Gen<string> Multiparts(int depth, string boundary) =>
        from type in Gen.Elements("mixed", "alternative", "related", "digest", "signed", "report", "x-unknown")
        from parts in Bodies(depth - 1, boundary + "x").ListOf()
        from preamble in Gen.Elements("", "preamble\r\n")
        from epilogue in Gen.Elements("", "epilogue", "\r\nlines\r\n")
        select Multipart(type, boundary, preamble, parts.Count == 0 ? ["Content-Type: text/plain\r\n\r\nonly"] : parts.Take(4), epilogue);

    private static string Multipart(string type, string boundary, string preamble, IEnumerable<string> parts, string epilogue)
    {
        var text = new StringBuilder($"Content-Type: multipart/{type};\r\n\tboundary=\"{boundary}\"\r\n\r\n{preamble}");
        foreach (var part in parts)
        {
            text.Append($"--{boundary}\r\n{part}\r\n");
        }

        return text.Append($"--{boundary}--\r\n{epilogue}").ToString();
    }

    private static Gen<string> Leaves =>
        from type in Gen.Elements("text/plain; charset=utf-8", "TEXT/HTML; charset=\"iso-8859-1\"", "application/octet-stream", "image/png", "text/plain")
        from name in Names
        from disposition in Gen.Elements("", "Content-Disposition: inline\r\n", "Content-Disposition: attachment;\r\n filename=\"file.txt\"\r\n", "Content-Disposition: attachment; filename*=utf-8''%C3%A9\r\n")
        from id in Gen.Elements("", "Content-ID: <part1@example.org>\r\n")
        from encoding in Gen.Choose(0, 3)
        from text in Texts
        select $"Content-Type: {type}{name}\r\n{disposition}{id}{Encoded(encoding, text)}";

    private static string Encoded(int encoding, string text) => encoding switch
    {
        0 => $"Content-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Raw.Octets(text))}\r\n",
        1 => $"Content-Transfer-Encoding: quoted-printable\r\n\r\n{text.Replace("=", "=3D", StringComparison.Ordinal).Replace(" \r", "=20\r", StringComparison.Ordinal).Replace("\u00c3", "=C3", StringComparison.Ordinal)}=\r\n.",
        2 => $"Content-Transfer-Encoding: 8bit\r\n\r\n{text}",
        _ => $"\r\n{text}",
    };
}
