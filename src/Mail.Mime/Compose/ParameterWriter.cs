using System.Text;

namespace Mail.Mime.Compose;

/// <summary>Writes parameters: plain, quoted, or extended in sections of RFC 2231.</summary>
internal static class ParameterWriter
{
    private const int MaxValue = 60;

    /// <summary>Writes a field of the shape "value; name=value; …". Parameters with a null value are left out.</summary>
    public static void Field(HeaderWriter writer, string field, string value, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var tokens = new List<string> { HeaderValue.OneLine(value) };
        foreach ((string name, string? text) in parameters)
        {
            if (text is not null)
            {
                Parameter(tokens, name, HeaderValue.OneLine(text));
            }
        }

        writer.Begin(field);
        for (int i = 0; i < tokens.Count; i++)
        {
            writer.Token(i < tokens.Count - 1 ? tokens[i] + ";" : tokens[i]);
        }

        writer.End();
    }

    private static void Parameter(List<string> tokens, string name, string value)
    {
        bool encodedLook = value.Contains("=?", StringComparison.Ordinal);
        if (value.Length <= MaxValue && HeaderValue.IsPrintableAscii(value) && !encodedLook)
        {
            tokens.Add($"{name}={(HeaderValue.IsToken(value) ? value : HeaderValue.Quote(value))}");
            return;
        }

        List<string> sections = Sections(value);
        for (int i = 0; i < sections.Count; i++)
        {
            tokens.Add(sections.Count == 1 ? $"{name}*={sections[i]}" : $"{name}*{i}*={sections[i]}");
        }
    }

    private static List<string> Sections(string value)
    {
        var sections = new List<string>();
        var section = new StringBuilder("utf-8''");
        foreach (byte octet in Encoding.UTF8.GetBytes(value))
        {
            if (section.Length > MaxValue - 3)
            {
                sections.Add(section.ToString());
                section.Clear();
            }

            bool plain = char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'.' or (byte)'-' or (byte)'_';
            _ = plain ? section.Append((char)octet) : section.Append('%').Append(octet.ToString("X2", null));
        }

        sections.Add(section.ToString());
        return sections;
    }
}
