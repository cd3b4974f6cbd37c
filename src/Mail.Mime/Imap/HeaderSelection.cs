using System.Buffers;

namespace Mail.Mime.Imap;

/// <summary>HEADER.FIELDS and HEADER.FIELDS.NOT (RFC 3501 section 6.4.5).</summary>
public static class HeaderSelection
{
    /// <summary>Writes the fields that are (not) named as they stand, and the blank line.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> header, IReadOnlyList<byte[]> names, bool except)
    {
        foreach (HeaderField field in new HeaderFieldEnumerator(header))
        {
            if (IsNamed(field, names) != except)
            {
                output.Write(field.Raw);
                if (field.Raw[^1] != (byte)'\n')
                {
                    output.Write("\r\n"u8);
                }
            }
        }

        output.Write("\r\n"u8);
    }

    private static bool IsNamed(HeaderField field, IReadOnlyList<byte[]> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (field.IsNamed(names[i]))
            {
                return true;
            }
        }

        return false;
    }
}
