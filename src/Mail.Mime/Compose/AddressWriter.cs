namespace Mail.Mime.Compose;

/// <summary>Writes address lists (RFC 5322 section 3.4).</summary>
internal static class AddressWriter
{
    private const int MaxQuoted = 60;

    public static void Write(HeaderWriter writer, string name, IReadOnlyList<HeaderAddress> addresses)
    {
        if (addresses.Count == 0)
        {
            return;
        }

        writer.Begin(name);
        for (int i = 0; i < addresses.Count; i++)
        {
            string end = i < addresses.Count - 1 ? "," : "";
            if (addresses[i] is GroupAddress group)
            {
                Group(writer, group, end);
            }
            else
            {
                Mailbox(writer, (MailboxAddress)addresses[i], end);
            }
        }

        writer.End();
    }

    private static void Group(HeaderWriter writer, GroupAddress group, string end)
    {
        Phrase(writer, group.DisplayName is { Length: > 0 } name ? name : "group");
        writer.Token(":");
        for (int i = 0; i < group.Members.Count; i++)
        {
            Mailbox(writer, group.Members[i], i < group.Members.Count - 1 ? "," : "");
        }

        writer.Token(";" + end);
    }

    private static void Mailbox(HeaderWriter writer, MailboxAddress mailbox, string end)
    {
        string address = HeaderValue.Address(mailbox, writer.IsUtf8);
        if (string.IsNullOrWhiteSpace(mailbox.DisplayName))
        {
            writer.Token((mailbox.Domain.Length == 0 ? $"<{address}>" : address) + end);
            return;
        }

        Phrase(writer, mailbox.DisplayName);
        writer.Token($"<{address}>{end}");
    }

    private static void Phrase(HeaderWriter writer, string name)
    {
        string line = HeaderValue.OneLine(name).Trim();
        bool encodedLook = line.Contains("=?", StringComparison.Ordinal);
        if (HeaderValue.IsPlainPhrase(line) && !encodedLook && line.Length <= MaxQuoted)
        {
            foreach (string word in line.Split(' '))
            {
                writer.Token(word);
            }
        }
        else if (line.Length <= MaxQuoted && !encodedLook && !line.Any(char.IsControl) && (writer.IsUtf8 || HeaderValue.IsPrintableAscii(line)))
        {
            writer.Token(HeaderValue.Quote(line));
        }
        else
        {
            writer.EncodedWords(line);
        }
    }
}
