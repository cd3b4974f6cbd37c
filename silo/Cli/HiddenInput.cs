using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Mail.Silo.Cli;

/// <summary>A line typed on the terminal that is not shown. Echo is off before the prompt appears: nothing typed after it is ever seen.</summary>
internal static class HiddenInput
{
    private const int Longest = 4096;

    /// <summary>More than struct termios has.</summary>
    private const int TermiosLength = 256;

    /// <summary>Where Linux has c_lflag in it, on every machine.</summary>
    private const int LocalFlags = 12;
    private const uint Echo = 8;

    public static Task<string> ReadAsync(TextWriter error, string prompt, CancellationToken cancellation) =>
        OperatingSystem.IsLinux() ? ReadTerminalAsync(error, prompt, cancellation) : Task.FromResult(ReadKeys(error, prompt));

    private static async Task<string> ReadTerminalAsync(TextWriter error, string prompt, CancellationToken cancellation)
    {
        using var terminal = File.OpenHandle("/dev/tty", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var kept = new byte[TermiosLength];
        if (tcgetattr(terminal, kept) != 0)
        {
            return ReadKeys(error, prompt);
        }

        var hidden = (byte[])kept.Clone();
        var flags = MemoryMarshal.Cast<byte, uint>(hidden.AsSpan());
        flags[LocalFlags / sizeof(uint)] &= ~Echo;
        _ = tcsetattr(terminal, 0, hidden);
        try
        {
            await error.WriteAsync(prompt);
            return await Task.Run(ReadLine, CancellationToken.None).WaitAsync(cancellation);
        }
        finally
        {
            _ = tcsetattr(terminal, 0, kept);
            await error.WriteLineAsync();
        }
    }

    private static string ReadLine()
    {
        var typed = new List<byte>();
        using var input = new FileStream("/dev/tty", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        while (typed.Count < Longest && input.ReadByte() is >= 0 and not '\n' and var octet)
        {
            typed.Add((byte)octet);
        }

        return Encoding.UTF8.GetString([.. typed]);
    }

    private static string ReadKeys(TextWriter error, string prompt)
    {
        error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar) && typed.Length < Longest)
            {
                typed.Append(key.KeyChar);
            }
        }

        error.WriteLine();
        return typed.ToString();
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int tcgetattr(SafeFileHandle terminal, [Out] byte[] state);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcsetattr(SafeFileHandle terminal, int when, byte[] state);
}
