using FsCheck;
using FsCheck.Fluent;

namespace Mail.Mime.Tests;

public sealed class RobustnessTests
{
    private static readonly string[] Fragments =
    [
        "--b\r\n", "--b--\r\n", "--bb\r\n", "--bb--\r\n", "--b", "\r\n", "\n", "\r", "text\r\n", " folded\r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n", "Content-Type: multipart/digest; boundary=\"bb\"\r\n",
        "Content-Type: message/rfc822\r\n", "Content-Type: text/html; charset*0*=utf-8''x; charset*1=y\r\n",
        "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Disposition: attachment;",
        " filename*=utf-8''%E2%82%AC\r\n", "From: a@x\r\n", "To: \"q\\\"\" <@r:a@[x]>, g: (c) b@y;\r\n", "Cc: \"((<<@::;;,,\\\r\n", "Subject: =?utf-8?q?=E2?= =?utf-8?b?gqw=?=\r\n",
        "Date: 31 Dec 99 23:59:60 EST\r\n", "References: <a> <b\r\n", "=41=\r\n", "QUJD\r\n", "<p>&amp;<!-- -->\r\n", "\u00fc\u0000\u00ff", ":", "(", "\"", "=?", "begin 644 x\r\n",
    ];

    [Fact]
    public void Soup_of_fragments_parses() =>
        Check(Gen.Elements(Fragments).ListOf().Select(list => Raw.Octets(string.Concat(list))), 1000);

    [Fact]
    public void Random_octets_parse() => Check(Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf(), 300);

    [Fact]
    public void Mutated_messages_parse()
    {
        byte[] seed = Raw.Message(
            "Date: Mon, 7 Feb 1994 21:52:25 -0800\nFrom: Fred <f@x>\nTo: g: a@x, \"B\" <b@y>;\nSubject: =?utf-8?q?=E2=82=AC?=\n"
            + "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: message/rfc822\n\nFrom: c@z\nContent-Type: multipart/related; boundary=bb\n\n"
            + "--bb\nContent-Type: text/html\n\n<p>x</p>\n--bb\nContent-Type: image/png; name*0=\"a\"; name*1*=%20\nContent-Transfer-Encoding: base64\n\nQUJD\n--bb--\n"
            + "--b\nContent-Disposition: attachment; filename=\"x\"\n\ny\n--b--\nepilogue");
        Gen<(int, int, int)[]> edits = Gen.Choose(0, seed.Length - 1).SelectMany(
            at => Gen.Choose(0, 2).SelectMany(kind => Gen.Choose(0, 255).Select(value => (at, kind, value)))).ArrayOf();
        Check(edits.Select(list => Mutate(seed, list)), 1000);
    }

    private static byte[] Mutate(byte[] seed, (int At, int Kind, int Value)[] edits)
    {
        var raw = new List<byte>(seed);
        foreach ((int at, int kind, int value) in edits)
        {
            int position = Math.Min(at, raw.Count - 1);
            switch (kind)
            {
                case 0 when raw.Count > 1: raw.RemoveAt(position); break;
                case 1: raw.Insert(position, "\r\n-(\"<:;=b ,@"u8[value % 13]); break;
                default: raw[position] = (byte)value; break;
            }
        }

        return [.. raw];
    }

    private static void Check(Gen<byte[]> inputs, int count) =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count),
            Prop.ForAll(inputs.ToArbitrary(), TreeInvariants.Check));
}
