using FsCheck;
using FsCheck.Fluent;

namespace Mail.Mime.Tests.Oracle;

/// <summary>Mail.Mime and MimeKit read the same messages: header text, addresses, dates, tree, offsets and content.</summary>
public sealed class DifferentialTests
{
    private const int Generated = 300;

    public static TheoryData<string> AlikeNames => [.. Cases.Alike.Select(c => c.Name)];

    public static TheoryData<string> DifferentNames => [.. Cases.Different.Select(c => c.Name)];

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Corpus, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Corpus, f).Replace("mime/", "", StringComparison.Ordinal))
            .Except(Cases.DifferentFiles).Order(StringComparer.Ordinal),
    ];

    private static string Corpus => Path.Combine(AppContext.BaseDirectory, "corpus");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Messages_of_every_form_are_read_alike(ulong seed) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Generated).WithReplay(new Replay(new Rnd(seed, 2 * seed + 1), Microsoft.FSharp.Core.FSharpOption<int>.None)),
        Prop.ForAll(MessageGenerator.Messages.ToArbitrary(), AreAlike));

    [Theory]
    [MemberData(nameof(AlikeNames))]
    public void Odd_messages_are_read_alike(string name) => AreAlike(Raw.Message(Cases.Alike.Single(c => c.Name == name).Message));

    [Theory]
    [MemberData(nameof(DifferentNames))]
    public void Where_they_differ_a_rule_says_who_is_right(string name)
    {
        var (_, text, differences, rule) = Cases.Different.Single(c => c.Name == name);
        var message = Raw.Message(text);
        Assert.Equal(differences, OurReading.Of(message).Against(TheirReading.Of(message)));
        Assert.StartsWith("RFC ", rule, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_the_fuzzer_found_is_read_alike(string file)
    {
        var content = File.ReadAllBytes(Path.Combine(Corpus, file.Contains('/', StringComparison.Ordinal) ? file : "mime/" + file));
        AreAlike(file.Split('/') is [var field, _] ? [.. Raw.Octets(field + ": "), .. content, .. "\r\n\r\n"u8] : content);
    }

    private static void AreAlike(byte[] message)
    {
        var differences = OurReading.Of(message).Against(TheirReading.Of(message));
        Assert.True(differences.Count == 0, $"{string.Join('\n', differences)}\nin\n{Raw.Text(message)}");
    }
}
