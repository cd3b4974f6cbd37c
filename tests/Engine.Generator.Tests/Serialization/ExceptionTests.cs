using System.Buffers;
using Engine.Generator.Tests.Model;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Invocation;

namespace Engine.Generator.Tests.Serialization;

public sealed class ExceptionTests
{
    [Fact]
    public void A_serializable_exception_keeps_type_message_members_and_stack()
    {
        var copy = Assert.IsType<RefusalException>(Travel(Thrown(new RefusalException(7, "quota"))));
        Assert.Equal((7, "quota"), (copy.Code, copy.Message));
        Assert.Contains(nameof(Thrown), copy.StackTrace);
    }

    [Fact]
    public void Exceptions_of_the_base_library_keep_their_type()
    {
        Assert.Equal("late", Assert.IsType<TimeoutException>(Travel(new TimeoutException("late"))).Message);
        Assert.Equal("gone", Assert.IsType<Orleans.Runtime.SiloUnavailableException>(Travel(new Orleans.Runtime.SiloUnavailableException("gone"))).Message);
        var argument = Assert.IsType<ArgumentNullException>(Travel(new ArgumentNullException("size", "gone")));
        Assert.Equal(("size", new ArgumentNullException("size", "gone").Message), (argument.ParamName, argument.Message));
        var aggregate = Assert.IsType<AggregateException>(Travel(new AggregateException("both", new IOException("disk"), new RefusalException(1, "no"))));
        Assert.Equal([typeof(IOException), typeof(RefusalException)], aggregate.InnerExceptions.Select(inner => inner.GetType()));
        Assert.IsType<IOException>(Travel(new InvalidOperationException("outer", new IOException("inner"))).InnerException);
    }

    [Fact]
    public void Other_exceptions_become_a_fallback_with_their_name()
    {
        var copy = Assert.IsType<UnavailableExceptionFallbackException>(Travel(new UnknownException("what")));
        Assert.Equal((typeof(UnknownException).FullName, "what"), (copy.ExceptionType, copy.Message));
    }

    [Fact]
    public void An_exception_type_that_the_reader_does_not_know_becomes_a_fallback()
    {
        var bytes = Write(new RefusalException(7, "quota"));
        var text = System.Text.Encoding.Latin1.GetString(bytes).Replace("test.refusal", "test.unknown");
        var copy = Assert.IsType<UnavailableExceptionFallbackException>(Read(System.Text.Encoding.Latin1.GetBytes(text)));
        Assert.Contains("quota", copy.Message);
        Assert.Equal(typeof(RefusalException).FullName, copy.ExceptionType);
    }

    private static Exception Travel(Exception error) => Read(Write(error));

    private static byte[] Write(Exception error)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new Writer(output, Host.Codecs);
        ResponseWire.Write(ref writer, Response.FromException(error));
        writer.Commit();
        return output.WrittenSpan.ToArray();
    }

    private static Exception Read(byte[] bytes)
    {
        var reader = new Reader(bytes, Host.Codecs);
        return ResponseWire.Read(ref reader).Exception!;
    }

    private static Exception Thrown(Exception error)
    {
        try
        {
            throw error;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }

    private sealed class UnknownException(string message) : Exception(message);
}
