using System.Buffers;
using System.Text;
using Mail.Protocols.Smtp;

namespace Mail.Protocols.Tests.Smtp;

public sealed class SmtpLineReaderTests
{
    [Fact]
    public void Lines_come_one_by_one()
    {
        Assert.Equal(["Line:NOOP", "Line:QUIT", "Incomplete"], Read("NOOP\r\nQUIT\r\nRS", 100));
    }

    [Theory]
    [InlineData("NOOP\nQUIT\r\n")]
    [InlineData("NOOP\rQUIT\r\n")]
    [InlineData("NOOP\r\r\n")]
    [InlineData("\nNOOP\r\n")]
    public void A_bare_line_ending_spoils_the_line_and_ends_nothing(string input)
    {
        Assert.Equal(["BareLineEnding:", "Incomplete"], Read(input, 100));
    }

    [Fact]
    public void A_line_at_the_limit_passes_and_one_beyond_is_refused_once()
    {
        Assert.Equal(["Line:12345678", "Incomplete"], Read("12345678\r\n", 10));
        Assert.Equal(["TooLong:", "Line:NOOP", "Incomplete"], Read("123456789\r\nNOOP\r\n", 10));
        Assert.Equal(["TooLong:", "Line:NOOP", "Incomplete"], Read(new string('x', 5000) + "\n\r" + "y\r\nNOOP\r\n", 10));
    }

    [Theory]
    [InlineData("BDAT 5\nlast\r\n")]
    [InlineData("bdat\n5\r\n")]
    [InlineData("BDAT                 5\r\n")]
    [InlineData("BDAT 1\rxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n")]
    public void A_broken_line_of_a_chunk_is_told_apart(string input)
    {
        Assert.Equal(["BrokenChunk:", "Line:NOOP", "Incomplete"], Read(input + "NOOP\r\n", 16));
        Assert.Equal(["BrokenChunk:", "Line:NOOP", "Incomplete"], Read(input + "NOOP\r\n", 16, 1));
    }

    [Fact]
    public void The_cut_of_the_input_does_not_matter()
    {
        const string text = "EHLO x\r\nbad\nline\r\n" + "looooooooooooooooooooong\r\nQUIT\r\n";
        var whole = Read(text, 16);
        Assert.Equal(["Line:EHLO x", "BareLineEnding:", "TooLong:", "Line:QUIT", "Incomplete"], whole);
        for (var size = 1; size < text.Length; size++)
        {
            Assert.Equal(whole, Read(text, 16, size));
        }
    }

    private static List<string> Read(string text, int limit, int step = int.MaxValue)
    {
        var results = new List<string>();
        var reader = new SmtpLineReader();
        var pending = Array.Empty<byte>();
        var rest = Encoding.ASCII.GetBytes(text).AsSpan();
        while (true)
        {
            var take = Math.Min(step, rest.Length);
            pending = [.. pending, .. rest[..take]];
            rest = rest[take..];
            var input = new ReadOnlySequence<byte>(pending);
            SmtpLineResult result;
            while ((result = reader.Read(ref input, limit, out var line)) != SmtpLineResult.Incomplete)
            {
                results.Add($"{result}:{Encoding.ASCII.GetString(line)}");
            }

            pending = input.ToArray();
            if (rest.IsEmpty)
            {
                results.Add("Incomplete");
                return results;
            }
        }
    }
}
