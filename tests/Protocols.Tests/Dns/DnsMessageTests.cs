using System.Buffers.Binary;
using System.Text;
using Mail.Protocols.Dns;

namespace Mail.Protocols.Tests.Dns;

public sealed class DnsMessageTests
{
    // Answer to "example.org MX": 10 mx1 and 20 mx2 with compressed names, A of mx1.
    private static readonly byte[] Answer =
    [
        0x12, 0x34, 0x81, 0x80, 0, 1, 0, 3, 0, 0, 0, 0,
        .. Name("Example", "org"), 0, 15, 0, 1,
        0xC0, 12, 0, 15, 0, 1, 0, 0, 1, 44, 0, 8, 0, 10, 3, .. "mx1"u8, 0xC0, 12,
        0xC0, 12, 0, 15, 0, 1, 0, 0, 1, 44, 0, 8, 0, 20, 3, .. "MX2"u8, 0xC0, 12,
        0xC0, 43, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 192, 0, 2, 7,
    ];

    [Fact]
    public void An_answer_is_read_with_its_compressed_names()
    {
        Assert.True(DnsMessage.TryRead(Answer, out var read));
        Assert.Equal((0x1234, DnsResponseCode.NoError, false, "example.org", DnsRecordType.Mx), (read!.Id, read.Code, read.IsTruncated, read.QuestionName, read.QuestionType));
        Assert.Equal([(10, "mx1.example.org"), (20, "mx2.example.org")], read.Answers.Take(2).Select(r => (r.Preference, r.Host)));
        Assert.Equal(("mx1.example.org", "192.0.2.7", 300u), (read.Answers[2].Name, read.Answers[2].Address!.ToString(), read.Answers[2].TimeToLive));
    }

    [Fact]
    public void A_question_is_an_answer_without_answers()
    {
        Assert.True(DnsMessage.TryWriteQuestion(7, "mx.example.org.", DnsRecordType.Aaaa, out var question));
        Assert.False(DnsMessage.TryRead(question, out _));
        question[2] |= 0x80;
        Assert.True(DnsMessage.TryRead(question, out var read));
        Assert.Equal((7, "mx.example.org", DnsRecordType.Aaaa, 0), (read!.Id, read.QuestionName, read.QuestionType, read.Answers.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("b\u00fccher.example")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234.example")]
    public void What_is_no_name_is_not_asked(string name) => Assert.False(DnsMessage.TryWriteQuestion(1, name, DnsRecordType.A, out _));

    [Fact]
    public void The_null_exchange_is_an_empty_name()
    {
        byte[] answer = [0, 1, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, .. Name("x"), 0, 15, 0, 1, 0xC0, 12, 0, 15, 0, 1, 0, 0, 0, 0, 0, 3, 0, 0, 0];
        Assert.True(DnsMessage.TryRead(answer, out var read));
        Assert.Equal("", Assert.Single(read!.Answers).Host);
    }

    [Fact]
    public void A_name_that_points_at_itself_or_ahead_is_refused()
    {
        foreach (var target in (byte[])[12, 14, 200])
        {
            byte[] loop = [0, 1, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0, 0xC0, target, 0, 1, 0, 1];
            Assert.False(DnsMessage.TryRead(loop, out _));
        }
    }

    [Fact]
    public void Every_prefix_is_refused_and_no_damage_does_harm()
    {
        for (var length = 0; length < Answer.Length; length++)
        {
            Assert.False(DnsMessage.TryRead(Answer.AsSpan(0, length), out _));
        }

        var chance = new Random(20261120);
        for (var i = 0; i < 200_000; i++)
        {
            var damaged = (byte[])Answer.Clone();
            for (var j = chance.Next(1, 6); j > 0; j--)
            {
                damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);
            }

            if (DnsMessage.TryRead(damaged, out var read))
            {
                Assert.InRange(read!.Answers.Count, 0, BinaryPrimitives.ReadUInt16BigEndian(damaged.AsSpan(6)));
                Assert.All(read.Answers, r => Assert.True(r.Host.Length <= 255 && r.Host.All(c => c is > ' ' and < (char)127)));
            }
        }
    }

    private static byte[] Name(params string[] labels) => [.. labels.SelectMany(l => (byte[])[(byte)l.Length, .. Encoding.ASCII.GetBytes(l)]), 0];
}
