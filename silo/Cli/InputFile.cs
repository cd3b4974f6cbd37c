namespace Mail.Silo.Cli;

/// <summary>Files that a command reads; <c>-</c> is standard input.</summary>
internal static class InputFile
{
    /// <summary>As much as the API takes in one message.</summary>
    private const int Most = 256 << 20;

    /// <exception cref="CliException">It cannot be read, or is too large.</exception>
    public static async Task<byte[]> ReadAsync(string file, string option, CancellationToken cancellation)
    {
        try
        {
            await using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (int read; (read = await input.ReadAsync(buffer, cancellation)) > 0;)
            {
                if (content.Length + read > Most)
                {
                    throw CliException.Usage($"{option}: '{file}' has more than {Most >> 20} MiB.");
                }

                content.Write(buffer, 0, read);
            }

            return content.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{option}: {error.Message}");
        }
    }
}
