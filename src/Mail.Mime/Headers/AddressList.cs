using System.Buffers;

namespace Mail.Mime;

/// <summary>Address lists as values.</summary>
public static class AddressList
{
    /// <summary>Entries that are read of one field.</summary>
    public const int MaxAddresses = 10_000;

    /// <summary>Parses a raw field value; never fails, an unreadable list is empty.</summary>
    public static IReadOnlyList<HeaderAddress> Parse(ReadOnlySpan<byte> rawValue)
    {
        byte[] scratch = ArrayPool<byte>.Shared.Rent(Math.Max(16, rawValue.Length));
        try
        {
            return Parse(new AddressReader(rawValue, scratch));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    /// <summary>All mailboxes of a list, those inside groups included.</summary>
    public static IEnumerable<MailboxAddress> Flatten(IEnumerable<HeaderAddress> addresses) =>
        addresses.SelectMany(a => a is GroupAddress group ? group.Members : [(MailboxAddress)a]);

    private static List<HeaderAddress> Parse(AddressReader reader)
    {
        var result = new List<HeaderAddress>();
        string? groupName = null;
        List<MailboxAddress>? members = null;
        for (int count = 0; count < MaxAddresses && reader.Read(); count++)
        {
            switch (reader.Item)
            {
                case AddressItem.GroupStart:
                    groupName = Name(reader.DisplayName);
                    members = [];
                    break;
                case AddressItem.GroupEnd:
                    result.Add(new GroupAddress(groupName, members ?? []));
                    members = null;
                    break;
                default:
                    var mailbox = new MailboxAddress(
                        Name(reader.DisplayName),
                        Charsets.DecodeUnlabelled(reader.LocalPart),
                        Charsets.DecodeUnlabelled(reader.Domain));
                    if (members is null)
                    {
                        result.Add(mailbox);
                    }
                    else
                    {
                        members.Add(mailbox);
                    }

                    break;
            }
        }

        if (members is not null)
        {
            result.Add(new GroupAddress(groupName, members));
        }

        return result;
    }

    private static string? Name(ReadOnlySpan<byte> raw) => raw.IsEmpty ? null : HeaderText.Decode(raw);
}
