namespace Mail.Storage.Sql;

/// <summary>A statement in the shared dialect (see <see cref="SqlDialect"/>) and its parameters, <c>$1</c> first.</summary>
internal readonly struct SqlStatement(string text, params SqlValue[] values)
{
    public string Text { get; } = text;

    public SqlValue[] Values { get; } = values;
}
