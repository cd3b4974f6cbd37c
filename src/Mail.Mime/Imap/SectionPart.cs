namespace Mail.Mime.Imap;

/// <summary>What of a part a section names (RFC 3501 section 6.4.5).</summary>
public enum SectionPart
{
    /// <summary>BODY[] or BODY[1.2].</summary>
    All,
    Mime,
    Header,
    HeaderFields,
    HeaderFieldsNot,
    Text,
}
