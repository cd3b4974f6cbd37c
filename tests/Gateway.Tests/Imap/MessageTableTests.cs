using Mail.Domain.Blobs;
using Mail.Domain.Mailboxes;
using Mail.Gateway.Imap.Folders;

namespace Mail.Gateway.Tests.Imap;

public class MessageTableTests
{
    private static MessageEntry Entry(uint uid, long modSeq = 1) =>
        new(uid, modSeq, uid, MessageFlags.None, [], default, new BlobRef(BlobKind.Segment, 1, uid, 10));

    [Fact]
    public void Random_changes_leave_what_a_list_would_hold()
    {
        var random = new Random(17);
        for (var round = 0; round < 20; round++)
        {
            var (table, model, next) = (new MessageTable(), new List<MessageEntry>(), 1u);
            for (var step = 0; step < 60; step++)
            {
                Change(random, table, model, ref next);
                Assert.Equal(model.Count, table.Count);
            }

            Assert.Equal(model, Enumerable.Range(0, table.Count).Select(i => table[i]));
            for (uint uid = 0; uid <= next; uid++)
            {
                Assert.Equal(model.FindIndex(e => e.Uid == uid), table.Find(uid));
                Assert.Equal(model.Count(e => e.Uid < uid), table.LowerBound(uid));
            }
        }
    }

    [Fact]
    public void A_shared_page_is_never_written_to()
    {
        var page = Enumerable.Range(1, 10).Select(i => Entry((uint)i)).ToArray();
        var shared = System.Collections.Immutable.ImmutableArray.Create(page);
        var table = new MessageTable();
        table.AddShared(shared);
        table.Replace(3, Entry(4, modSeq: 9));
        table.Append(Entry(11));
        table.Remove(UidSet.Of(1));
        Assert.Equal(page, shared.AsEnumerable());
    }

    private static void Change(Random random, MessageTable table, List<MessageEntry> model, ref uint next)
    {
        switch (random.Next(4))
        {
            case 0:
                var page = Enumerable.Range(0, random.Next(1, 40)).Select(i => Entry((uint)i)).ToList();
                for (var i = 0; i < page.Count; i++)
                {
                    page[i] = Entry(next += (uint)random.Next(1, 3));
                }

                table.AddShared([.. page]);
                model.AddRange(page);
                break;
            case 1:
                var entry = Entry(next += (uint)random.Next(1, 3));
                table.Append(entry);
                model.Add(entry);
                break;
            case 2 when model.Count > 0:
                var position = random.Next(model.Count);
                model[position] = model[position] with { ModSeq = random.Next(2, 99) };
                table.Replace(position, model[position]);
                break;
            case 3 when model.Count > 0:
                var last = (int)next;
                var gone = UidSet.From(Enumerable.Range(0, 5).Select(_ => (uint)random.Next(last)));
                var expected = Enumerable.Range(0, model.Count).Where(i => gone.Contains(model[i].Uid)).ToList();
                Assert.Equal(expected, table.Remove(gone));
                model.RemoveAll(e => gone.Contains(e.Uid));
                break;
        }
    }
}
