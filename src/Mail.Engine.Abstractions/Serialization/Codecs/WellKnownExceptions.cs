using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Serialization.Codecs;

/// <summary>
/// Exceptions of the base library and of the engine that keep their type across the wire, under their full names. Of the engine's, only what
/// <see cref="ExceptionMembers"/> names travels.
/// </summary>
internal static class WellKnownExceptions
{
    public static IReadOnlyList<(FieldCodec Codec, string Name)> All { get; } =
    [
        Of(() => new SystemException()),
        Of(() => new ApplicationException()),
        Of(() => new InvalidOperationException()),
        Of(() => new NotSupportedException()),
        Of(() => new NotImplementedException()),
        Of(() => new TimeoutException()),
        Of(() => new FormatException()),
        Of(() => new OverflowException()),
        Of(() => new ArithmeticException()),
        Of(() => new DivideByZeroException()),
        Of(() => new NullReferenceException()),
        Of(() => new IndexOutOfRangeException()),
        Of(() => new InvalidCastException()),
        Of(() => new ArrayTypeMismatchException()),
        Of(() => new RankException()),
        Of(() => new UnauthorizedAccessException()),
        Of(() => new OperationCanceledException()),
        Of(() => new DataMisalignedException()),
        Of(() => new TaskCanceledException()),
        Of(() => new KeyNotFoundException()),
        Of(() => new IOException()),
        Of(() => new EndOfStreamException()),
        Of(() => new FileNotFoundException()),
        Of(() => new DirectoryNotFoundException()),
        Of(() => new InvalidDataException()),
        Of(() => new System.Security.Authentication.AuthenticationException()),
        Of(() => new System.Security.Cryptography.CryptographicException()),
        Of(() => new System.Net.Http.HttpRequestException()),
        Of(() => new System.Net.Sockets.SocketException()),
        Of(() => new System.Threading.Channels.ChannelClosedException()),
        Of(() => new ObjectDisposedException(null)),
        OfArgument(() => new ArgumentException()),
        OfArgument(() => new ArgumentNullException()),
        OfArgument(() => new ArgumentOutOfRangeException()),
        Of(() => new OrleansException()),
        Of(() => new SiloUnavailableException()),
        Of(() => new LimitExceededException()),
        Of(() => new GrainExtensionNotInstalledException()),
        Of(() => new EnumerationAbortedException()),
        Of(() => new OrleansConfigurationException("")),
        Of(() => new InconsistentStateException()),
        Of(() => new SerializerException()),
        (new AggregateExceptionCodec(), "System.AggregateException"),
        Of(() => new Exception()),
    ];

    private static (FieldCodec Codec, string Name) Of<T>(Func<T> create)
        where T : Exception => (new ExceptionCodec<T>(create), typeof(T).FullName!);

    private static (FieldCodec Codec, string Name) OfArgument<T>(Func<T> create)
        where T : ArgumentException => (new ArgumentExceptionCodec<T>(create), typeof(T).FullName!);
}
