namespace Mail.Storage.Sql;

/// <summary>The column types that both dialects know.</summary>
internal enum SqlKind : byte
{
    Number,
    Text,
    Blob,
    Uuid,
}
