using System.Globalization;
using Mail.Conformance.Postgres;
using OrleansFigures;

// Prints figures of the server on each store; judges that answers are right, not how fast they come. Argument: seconds per figure (default 1).
var seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 1;
var time = TimeSpan.FromSeconds(seconds);

var postgres = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
var wrong = 0;
foreach (var (store, connection) in ((string, string?)[])[("sqlite", null), ("postgres", postgres)])
{
    await using var subject = await Subject.StartAsync(connection);
    Console.WriteLine($"== {store}");
    wrong += await GrainFigures.RunAsync(subject, store, time);
    wrong += await MailFigures.RunAsync(subject, store, time);
    wrong += store == "sqlite" ? await ImapFigures.RunAsync(subject, times: 200) : 0;
}

Console.WriteLine($"wrong={wrong}");
return wrong == 0 ? 0 : 1;
