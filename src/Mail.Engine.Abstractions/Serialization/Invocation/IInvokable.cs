using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>One call as an object: target, method and arguments. Generated per method of each grain interface.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>The object set by <see cref="SetTarget"/>.</summary>
    object? GetTarget();

    /// <summary>Takes the target (or extension) that the call runs on from <paramref name="holder"/>.</summary>
    void SetTarget(ITargetHolder holder);

    /// <summary>Runs the call. Errors come back inside the response; this never throws.</summary>
    ValueTask<Response> Invoke();

    int GetArgumentCount();

    object? GetArgument(int index);

    void SetArgument(int index, object value);

    string GetMethodName();

    string GetInterfaceName();

    /// <summary>Interface and method, as traces show it.</summary>
    string GetActivityName();

    MethodInfo GetMethod();

    Type GetInterfaceType();

    /// <summary>The timeout that the method asks for by attribute, or null for the silo's default.</summary>
    TimeSpan? GetDefaultResponseTimeout();

    CancellationToken GetCancellationToken();

    bool TryCancel();

    bool IsCancellable { get; }
}
