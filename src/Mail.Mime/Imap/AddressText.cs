using System.Buffers;

namespace Mail.Mime.Imap;

/// <summary>IMAP address structures (RFC 3501 section 7.4.2): group start and end are told by a NIL host.</summary>
internal static class AddressText
{
    public static ReadOnlySpan<byte> GroupEnd => "(NIL NIL NIL NIL)"u8;

    public static int MaxSize(in AddressReader reader) =>
        ImapString.MaxSize(reader.DisplayName.Length) + ImapString.MaxSize(reader.Route.Length)
        + ImapString.MaxSize(reader.LocalPart.Length) + ImapString.MaxSize(reader.Domain.Length) + 8;

    /// <summary>Writes the item that the reader stands on.</summary>
    public static int Write(in AddressReader reader, Span<byte> destination)
    {
        switch (reader.Item)
        {
            case AddressItem.GroupEnd:
                GroupEnd.CopyTo(destination);
                return GroupEnd.Length;
            case AddressItem.GroupStart:
                "(NIL NIL "u8.CopyTo(destination);
                int group = 9 + ImapString.Write(reader.DisplayName, destination[9..]);
                " NIL)"u8.CopyTo(destination[group..]);
                return group + 5;
        }

        destination[0] = (byte)'(';
        int written = 1 + ImapString.WriteOrNil(reader.DisplayName, destination[1..]);
        destination[written++] = (byte)' ';
        written += ImapString.WriteOrNil(reader.Route, destination[written..]);
        destination[written++] = (byte)' ';

        // Never NIL here: that would read as a group.
        written += ImapString.Write(reader.LocalPart, destination[written..]);
        destination[written++] = (byte)' ';
        written += ImapString.Write(reader.Domain, destination[written..]);
        destination[written++] = (byte)')';
        return written;
    }

    /// <summary>Writes a whole list; false, and nothing written, where it holds no address.</summary>
    public static bool TryWriteList(IBufferWriter<byte> output, ReadOnlySpan<byte> value, Span<byte> scratch)
    {
        var reader = new AddressReader(value, scratch);
        bool any = false;
        for (int count = 0; count < AddressList.MaxAddresses && reader.Read(); count++)
        {
            if (!any)
            {
                output.Write("("u8);
                any = true;
            }

            output.Advance(Write(reader, output.GetSpan(MaxSize(reader))));
        }

        if (any)
        {
            output.Write(")"u8);
        }

        return any;
    }
}
