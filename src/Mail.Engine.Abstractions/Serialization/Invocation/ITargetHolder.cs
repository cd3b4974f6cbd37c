namespace Orleans.Serialization.Invocation;

/// <summary>Gives an invokable the object on which to run.</summary>
public interface ITargetHolder
{
    /// <summary>The grain or observer.</summary>
    object? GetTarget();

    /// <summary>A component of the activation, such as a grain extension, or null.</summary>
    object? GetComponent(Type componentType);
}
