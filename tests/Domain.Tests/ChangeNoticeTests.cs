using Mail.Domain.Mailboxes;

namespace Domain.Tests;

public sealed class ChangeNoticeTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(127, true, 1)]
    [InlineData(128, false, 1, 2, 3)]
    [InlineData(long.MaxValue, true, 5, 300, 70_000, int.MaxValue)]
    public void What_was_encoded_is_read(long modSeq, bool listChanged, params int[] folders) =>
        Same(new ChangeNotice(modSeq, [.. folders], listChanged), Decode(new ChangeNotice(modSeq, [.. folders], listChanged).Encode()));

    [Fact]
    public void Octets_are_those_of_the_documented_encoding() =>
        Assert.Equal([1, 1, 0xAC, 2, 2, 3, 4], ChangeNotice.Of(300, [7, 3, 7], true).Encode());

    [Fact]
    public void More_folders_than_fit_are_the_list_as_a_whole()
    {
        var notice = ChangeNotice.Of(9, Enumerable.Range(1, ChangeNotice.MostFolders + 1), false);
        Assert.Equal((ChangeNotice.MostFolders, true), (notice.Folders.Length, notice.FolderListChanged));
        Assert.True(notice.Encode().Length <= 64 * 1024);
        Same(notice, Decode(notice.Encode()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("02000100")] // a version of tomorrow
    [InlineData("01020100")] // a flag of tomorrow
    [InlineData("01000000")] // MODSEQ 0
    [InlineData("0100810000")] // a superfluous octet
    [InlineData("01000101")] // a folder is missing
    [InlineData("0100010100")] // folder 0
    [InlineData("010001020100")] // a folder twice
    [InlineData("0100010000")] // something behind it
    [InlineData("0100FFFFFFFFFFFFFFFFFF7F00")] // beyond 63 bits
    [InlineData("01000101FFFFFFFF7F")] // beyond 31 bits
    public void Everything_else_is_refused(string octets) => Assert.False(ChangeNotice.TryDecode(Convert.FromHexString(octets), out _));

    private static ChangeNotice Decode(byte[] octets)
    {
        Assert.True(ChangeNotice.TryDecode(octets, out var notice));
        return notice;
    }

    private static void Same(ChangeNotice expected, ChangeNotice actual) => Assert.Equal(
        (expected.ModSeq, string.Join(' ', expected.Folders), expected.FolderListChanged), (actual.ModSeq, string.Join(' ', actual.Folders), actual.FolderListChanged));
}
