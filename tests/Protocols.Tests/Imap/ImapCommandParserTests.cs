using System.Buffers;
using System.Text;
using Mail.Domain.Mailboxes;
using Mail.Protocols.Imap;

namespace Mail.Protocols.Tests.Imap;

public class ImapCommandParserTests
{
    [Fact]
    public void A_command_without_arguments() => Assert.Equal(new ImapCommand("a1", ImapVerb.Noop), Parse.Command<ImapCommand>("a1 noop"));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("+ NOOP")]
    [InlineData("a NOOP x")]
    [InlineData("a FROB")]
    [InlineData("a UID NOOP")]
    [InlineData("a UID")]
    [InlineData("a SELECT")]
    [InlineData("a LOGIN x")]
    [InlineData("a LOGIN \"x y")]
    [InlineData("a FETCH 1")]
    [InlineData("a FETCH 0 FLAGS")]
    [InlineData("a FETCH 1 ()")]
    [InlineData("a FETCH 1 BODY[MIME]")]
    [InlineData("a FETCH 1 BODY[0]")]
    [InlineData("a FETCH 1 BODY[1.]")]
    [InlineData("a FETCH 1 BODY[1..2]")]
    [InlineData("a FETCH 1 BODY[1.X]")]
    [InlineData("a FETCH 1 BODY[HEADER.FIELDS]")]
    [InlineData("a FETCH 1 BODY[TEXT 1]")]
    [InlineData("a FETCH 1 BODY[99999999999]")]
    [InlineData("a FETCH 1 BODY[HEADER.FIELDS ()]")]
    [InlineData("a FETCH 1 BODY[]<0.0>")]
    [InlineData("a STORE 1 FLAGS (\\Frob)")]
    [InlineData("a SEARCH")]
    [InlineData("a SEARCH OR SEEN")]
    [InlineData("a SEARCH ()")]
    [InlineData("a STATUS INBOX ()")]
    [InlineData("a LIST (RECURSIVEMATCH) \"\" *")]
    [InlineData("a SELECT \"&AGE-\"")]
    public void Broken_commands_are_bad(string line) => Assert.Equal(ImapStatus.Bad, Parse.Error(line).Status);

    [Fact]
    public void Login_takes_quoted_strings_and_literals()
    {
        var login = Parse.Command<LoginCommand>("a LOGIN {3+}\r\njoe \"p\\\"a\\\\ß\"");
        Assert.Equal(("joe", "p\"a\\ß"), (login.User, login.Password));
    }

    [Fact]
    public void Authenticate_decodes_the_initial_response()
    {
        var command = Parse.Command<AuthenticateCommand>("a AUTHENTICATE plain AGpvZQBwdw==");
        Assert.Equal("PLAIN", command.Mechanism);
        Assert.Equal("\0joe\0pw"u8.ToArray(), command.InitialResponse);
        Assert.Empty(Parse.Command<AuthenticateCommand>("a AUTHENTICATE EXTERNAL =").InitialResponse!);
        Assert.Null(Parse.Command<AuthenticateCommand>("a AUTHENTICATE PLAIN").InitialResponse);
    }

    [Fact]
    public void Inbox_has_one_spelling() => Assert.Equal("INBOX", Parse.Command<SelectCommand>("a SELECT iNbOx").Mailbox);

    [Fact]
    public void Names_are_modified_utf7_until_utf8_is_enabled()
    {
        Assert.Equal("Entwürfe", Parse.Command<SelectCommand>("a SELECT Entw&APw-rfe").Mailbox);
        Assert.Equal("Entw&APw-rfe", Parse.Command<SelectCommand>("a SELECT \"Entw&APw-rfe\"", utf8: true).Mailbox);
        Assert.Equal("Entwürfe", Parse.Command<SelectCommand>("a SELECT \"Entwürfe\"", utf8: true).Mailbox);
    }

    [Fact]
    public void Select_takes_condstore() => Assert.True(Parse.Command<SelectCommand>("a EXAMINE x (CONDSTORE)").CondStore);

    [Fact]
    public void Create_takes_special_uses() =>
        Assert.Equal([@"\Sent"], Parse.Command<CreateCommand>(@"a CREATE Out (USE (\Sent))").SpecialUse);

    [Fact]
    public void Append_stops_at_its_message()
    {
        var append = Parse.Command<AppendCommand>(@"a APPEND ""Saved"" (\Seen $Label1) "" 1-Jan-2024 10:00:00 +0100"" {50000000+}");
        Assert.Equal("Saved", append.Mailbox);
        Assert.Equal(MessageFlags.Seen, append.Flags.System);
        Assert.Equal(["$Label1"], append.Flags.Keywords);
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 10, 0, 0, TimeSpan.FromHours(1)), append.InternalDate);
        Assert.Equal((50_000_000, true, false), (append.Size, append.NonSynchronizing, append.Utf8));
        Assert.True(Parse.Command<AppendCommand>("a APPEND x UTF8 (~{10}").Utf8);
    }

    [Fact]
    public void Plain_list()
    {
        var list = Parse.Command<ListCommand>("a LIST \"\" %");
        Assert.Equal(("", "%", false), (list.Reference, list.Patterns[0], list.IsExtended));
    }

    [Fact]
    public void Extended_list()
    {
        var list = Parse.Command<ListCommand>(
            "a LIST (SUBSCRIBED RECURSIVEMATCH) \"\" (INBOX \"Sent*\") RETURN (SPECIAL-USE CHILDREN STATUS (MESSAGES UNSEEN))");
        Assert.Equal(["INBOX", "Sent*"], list.Patterns);
        Assert.Equal(ListSelection.Subscribed | ListSelection.RecursiveMatch, list.Select);
        Assert.Equal(ListReturn.SpecialUse | ListReturn.Children | ListReturn.Status, list.Return);
        Assert.Equal(ImapStatusItems.Messages | ImapStatusItems.Unseen, list.StatusItems);
    }

    [Fact]
    public void Id_takes_nil_and_fields()
    {
        Assert.Empty(Parse.Command<IdCommand>("a ID NIL").Fields);
        Assert.Equal("Thunderbird", Parse.Command<IdCommand>("a ID (\"Name\" \"Thunderbird\" \"os\" NIL)").Fields["name"]);
    }

    [Fact]
    public void Fetch_of_items_and_sections()
    {
        var fetch = Parse.Command<FetchCommand>(
            "a UID FETCH 1:5,9 (UID RFC822.SIZE FLAGS BODY.PEEK[HEADER.FIELDS (From \"To\")] BODY[1.2.MIME]<10.20> BODY)");
        Assert.Equal(FetchItems.Uid | FetchItems.Rfc822Size | FetchItems.Flags | FetchItems.Body, fetch.Items);
        Assert.True(fetch.ByUid);
        Assert.Equal("1:5,9", fetch.Set.ToString());
        var (header, mime) = (fetch.Sections[0], fetch.Sections[1]);
        Assert.Equal("BODY[HEADER.FIELDS (From To)]", Encoding.ASCII.GetString(header.Label.Span));
        Assert.True(header.Peek);
        Assert.Equal("BODY[1.2.MIME]<10>", Encoding.ASCII.GetString(mime.Label.Span));
        Assert.Equal([1, 2], mime.Part);
        Assert.Equal((SectionKind.Mime, 10u, 20u, false), (mime.Kind, mime.Offset!.Value, mime.Count, mime.Peek));
    }

    [Theory]
    [InlineData("ALL", FetchItems.Flags | FetchItems.InternalDate | FetchItems.Rfc822Size | FetchItems.Envelope)]
    [InlineData("FAST", FetchItems.Flags | FetchItems.InternalDate | FetchItems.Rfc822Size)]
    [InlineData("(ENVELOPE)", FetchItems.Envelope)]
    [InlineData("BODYSTRUCTURE", FetchItems.BodyStructure)]
    public void Fetch_macros_and_single_items(string text, FetchItems items) =>
        Assert.Equal(items, Parse.Command<FetchCommand>("a FETCH 1 " + text).Items);

    [Fact]
    public void Changedsince_asks_for_modseq()
    {
        Assert.Equal(0ul, Parse.Command<FetchCommand>("a UID FETCH 1:* (FLAGS) (CHANGEDSINCE 0)").ChangedSince);
        var fetch = Parse.Command<FetchCommand>("a FETCH 1:* FLAGS (CHANGEDSINCE 12)");
        Assert.Equal((12ul, FetchItems.Flags | FetchItems.ModSeq), (fetch.ChangedSince!.Value, fetch.Items));
    }

    [Fact]
    public void Store_in_all_modes()
    {
        var store = Parse.Command<StoreCommand>(@"a UID STORE 7 (UNCHANGEDSINCE 5) +FLAGS.SILENT (\Seen \Recent $Junk)");
        Assert.Equal((FlagOperation.Add, true, 5ul), (store.Mode, store.Silent, store.UnchangedSince!.Value));
        Assert.Equal(MessageFlags.Seen, store.Flags.System);
        Assert.Equal(["$Junk"], store.Flags.Keywords);
        Assert.Equal(MessageFlags.Seen | MessageFlags.Deleted, Parse.Command<StoreCommand>(@"a STORE 1 FLAGS \Seen \Deleted").Flags.System);
        Assert.Equal(FlagOperation.Remove, Parse.Command<StoreCommand>(@"a STORE 1 -FLAGS ()").Mode);
    }

    [Fact]
    public void Copy_move_and_uid_expunge()
    {
        Assert.Equal("Trash", Parse.Command<CopyCommand>("a UID MOVE 1:3 Trash").Mailbox);
        Assert.Equal("3:4", Parse.Command<UidExpungeCommand>("a UID EXPUNGE 3:4").Set.ToString());
        Assert.Equal(ImapVerb.Expunge, Parse.Command<ImapCommand>("a EXPUNGE").Verb);
    }

    [Fact]
    public void Search_keys_nest()
    {
        var search = Parse.Command<SearchCommand>("a SEARCH RETURN (MIN COUNT) CHARSET utf-8 OR (FROM \"jö\" SEEN) NOT UID 5:* SINCE 1-Feb-2024");
        Assert.Equal(SearchReturn.Min | SearchReturn.Count, search.Return);
        var and = Assert.IsType<AndKey>(search.Key);
        var or = Assert.IsType<OrKey>(and.Keys[0]);
        Assert.Equal(new HeaderKey("FROM", "jö"), Assert.IsType<AndKey>(or.Left).Keys[0]);
        Assert.True(Assert.IsType<SetKey>(Assert.IsType<NotKey>(or.Right).Key).IsUid);
        Assert.Equal(new DateKey(DateComparison.Since, new DateOnly(2024, 2, 1), false), and.Keys[1]);
    }

    [Fact]
    public void Search_by_modseq_is_marked()
    {
        var search = Parse.Command<SearchCommand>("a SEARCH MODSEQ \"/flags/\\\\draft\" all 620162338");
        Assert.True(search.UsesModSeq);
        Assert.Equal(new ModSeqKey(620162338), search.Key);
    }

    [Fact]
    public void An_unknown_charset_is_answered_with_the_known_ones()
    {
        var reply = Parse.Error("a SEARCH CHARSET koi8-r TEXT x");
        Assert.Equal((ImapStatus.No, ImapResponseCode.BadCharset), (reply.Status, reply.Code));
    }

    [Fact]
    public void Keywords_in_a_list_are_bounded()
    {
        var keywords = string.Join(' ', Enumerable.Range(0, 101).Select(i => $"k{i}"));
        Assert.Equal(ImapStatus.Bad, Parse.Error($"a STORE 1 +FLAGS ({keywords})").Status);
        Assert.Equal(ImapStatus.Bad, Parse.Error($"a APPEND x ({keywords}) {{5}}").Status);
    }

    [Fact]
    public void Search_keys_are_bounded()
    {
        Parse.Command<SearchCommand>("a SEARCH " + Times("OR SEEN ", 499) + "ALL");
        Parse.Command<SearchCommand>("a SEARCH" + Times(" SEEN", 10_000));
        Parse.Command<SearchCommand>("a SEARCH" + Times(" TO a", 1000));
        foreach (var keys in (string[])["OR SEEN " + Times("OR SEEN ", 499) + "ALL", Times("NOT ", 5000) + "SEEN", Times("SEEN ", 10_000) + "SEEN", Times("TO a ", 1000) + "TO a"])
        {
            var reply = Parse.Error("a SEARCH " + keys);
            Assert.Equal((ImapStatus.No, ImapResponseCode.Limit), (reply.Status, reply.Code));
        }

        static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
    }

    [Fact]
    public void The_deepest_search_needs_little_of_the_stack()
    {
        var line = "a SEARCH " + string.Concat(Enumerable.Repeat("OR SEEN (", 249)) + "ALL" + new string(')', 249);
        SearchCommand? search = null;
        var thread = new Thread(() => search = Parse.Line(line).Command as SearchCommand, 1 << 20);
        thread.Start();
        thread.Join();
        Assert.NotNull(search);
    }

    [Fact]
    public void Many_strings_with_escapes_are_read_once()
    {
        var line = "a SEARCH" + string.Concat(Enumerable.Repeat(" TO \"\\\"\"", 1000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(1000, Assert.IsType<AndKey>(Parse.Command<SearchCommand>(line).Key).Keys.Count);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_command_in_many_segments_is_the_same_command()
    {
        var bytes = Encoding.ASCII.GetBytes("a UID FETCH 1:* (FLAGS BODY.PEEK[HEADER])\r\n");
        var whole = (FetchCommand)ImapCommandParser.Parse(bytes, false).Command!;
        var parts = (FetchCommand)ImapCommandParser.Parse(Segment.Of(bytes.Chunk(3)), false).Command!;
        Assert.Equal((whole.Items, whole.Set.ToString(), whole.Sections.Count), (parts.Items, parts.Set.ToString(), parts.Sections.Count));
    }

    [Fact]
    public void Garbage_is_answered_and_never_thrown()
    {
        string[] words =
        [
            "a", "UID", "FETCH", "STORE", "SEARCH", "LIST", "APPEND", "LOGIN", "STATUS", "1:*", "(", ")", "{3}", "{3+}\r\nab", "\"", "\\", "BODY[", "]",
            "<0.", "HEADER.FIELDS", "NOT", "OR", "FLAGS", "+FLAGS", "\\Seen", "RETURN", "1-Feb-2024", "&", "*", "%", "\0", "\u00ff", " ", "UTF8", "~{9}",
        ];
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var line = "a " + string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 12)).Select(_ => words[random.Next(words.Length)]));
            var result = Parse.Line(line, random.Next(2) == 0);
            Assert.True(result.Command is null != result.Error is null);
        }
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Of(IEnumerable<byte[]> chunks)
        {
            Segment? first = null, last = null;
            foreach (var chunk in chunks)
            {
                var next = new Segment { Memory = chunk, RunningIndex = (last?.RunningIndex ?? 0) + (last?.Memory.Length ?? 0) };
                _ = last is null ? first = next : last.Next = next;
                last = next;
            }

            return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
        }
    }
}
