namespace Mail.Storage.Schema;

/// <summary>One step of the schema. Applied steps never change; a change is a new step.</summary>
/// <param name="Version">The number of the file and a hundred: 101 is <see cref="Migration001"/>; ascending without gaps.</param>
/// <param name="Name">For people.</param>
/// <param name="Shared">Statements for both dialects, with type tokens.</param>
/// <param name="Postgres">Further statements that only PostgreSQL gets.</param>
/// <param name="Sqlite">Further statements that only SQLite gets.</param>
internal sealed record Migration(int Version, string Name, string Shared, string Postgres = "", string Sqlite = "");
