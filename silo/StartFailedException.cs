namespace Mail.Silo;

/// <summary>A start that cannot work; the message names the setting and says what to do.</summary>
internal sealed class StartFailedException(string message, Exception? inner = null) : Exception(message, inner);
