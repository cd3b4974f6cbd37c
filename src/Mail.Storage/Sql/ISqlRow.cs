namespace Mail.Storage.Sql;

/// <summary>The current row of a result; valid only inside the callback that got it.</summary>
internal interface ISqlRow
{
    bool IsNull(int column);

    long Number(int column);

    string Text(int column);

    byte[] Blob(int column);

    Guid Uuid(int column);
}
