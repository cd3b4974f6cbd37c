namespace Mail.Mime.Parsing;

/// <summary>Where a part ended: a delimiter line of the multipart at <c>Level</c>, or the end of the message (level -1).</summary>
internal readonly record struct BoundaryMatch(int Level, bool IsClose, int LineStart, int LineEnd, int LinesBefore)
{
    public bool IsEndOfMessage => Level < 0;
}
