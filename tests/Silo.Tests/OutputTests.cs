using System.Text.Json;
using Mail.Silo.Cli;
using Mail.Silo.Cli.Api;
using Mail.Silo.Cli.Output;
using Mail.Silo.Cli.Users;
using Spectre.Console;

namespace Silo.Tests;

/// <summary>Tables, units, and text of strangers.</summary>
public sealed class OutputTests
{
    private static readonly Column[] Columns = [Column.Of("NAME", "name"), Column.Bytes("SIZE", "size"), Column.Of("NOTE", "note")];

    [Fact]
    public void Columns_are_aligned_also_for_wide_characters()
    {
        var lines = Table(0, """{"name":"a","size":5,"note":"x"}""", """{"name":"日本","size":2048,"note":"y"}""", """{"name":"é́","size":1}""");
        Assert.Equal(["NAME     SIZE  NOTE", "a         5 B  x", "日本  2.0 KiB  y", "é́         1 B  -"], lines);
    }

    [Fact]
    public void A_row_that_came_after_the_widths_were_set_is_whole()
    {
        var rows = Enumerable.Repeat("""{"name":"a","size":1,"note":"n"}""", 200).Append("""{"name":"much longer","size":1,"note":"n"}""").ToArray();
        Assert.Contains("much longer", Table(0, rows)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_gets_no_longer_lines_than_it_shows() =>
        Assert.All(Table(20, """{"name":"somebody","size":5,"note":"something long 日本日本日本"}"""), l => Assert.True(l.GetCellWidth() <= 20, l));

    [Theory]
    [InlineData("\u001b[2Jgone", "·[2Jgone")]
    [InlineData("a\r\nb\tc", "a  b c")]
    [InlineData("a\u202Eb", "a·b")]
    [InlineData("Grüße 日本 🙂", "Grüße 日本 🙂")]
    public void Text_of_strangers_does_not_steer_the_terminal(string text, string shown) => Assert.Equal(shown, DisplayText.Safe(text));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(5L << 30, "5.0 GiB")]
    public void Sizes_are_for_people(long octets, string text) => Assert.Equal(text, Cell.Bytes(octets));

    [Theory]
    [InlineData("5G", 5L << 30)]
    [InlineData("500m", 500L << 20)]
    [InlineData("1KiB", 1024)]
    [InlineData("0", 0)]
    public void Sizes_are_read_as_people_write_them(string text, long octets)
    {
        Assert.True(QuotaOptions.TryReadSize(text, out var read));
        Assert.Equal(octets, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("-1")]
    [InlineData("5X")]
    [InlineData("9999999999G")]
    public void What_is_no_size_is_refused(string text) => Assert.False(QuotaOptions.TryReadSize(text, out _));

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\x\\report.pdf", "report.pdf")]
    [InlineData(".bashrc", "bashrc")]
    [InlineData("", "attachment-1")]
    [InlineData("..", "attachment-1")]
    [InlineData(null, "attachment-1")]
    public void A_file_name_of_a_stranger_stays_in_its_folder(string? name, string file) =>
        Assert.Equal(Path.Combine("/none/such", file), OutputFile.PathIn("/none/such", name, "attachment-1"));

    [Fact]
    public void Values_of_a_path_are_escaped() => Assert.Equal(
        "api/v2/users/a%2Fb%40c%3F/folders?limit=1&cursor=x%26y",
        ApiOperations.ListFolders.With("a/b@c?").Asking("limit", "1").Asking("cursor", "x&y").Asking("none", null).Target());

    private static string[] Table(int width, params string[] rows)
    {
        var output = new StringWriter();
        var table = new TableWriter(output, Columns, width);
        foreach (var row in rows)
        {
            table.Add(JsonElement.Parse(row));
        }

        table.End();
        return output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}
