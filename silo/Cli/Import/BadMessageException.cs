namespace Mail.Silo.Cli.Import;

/// <summary>One message cannot be imported; the others can.</summary>
internal sealed class BadMessageException(string message) : Exception(message);
