namespace Orleans.Concurrency;

/// <summary>Names a static method <c>bool (IInvokable)</c> of the class that tells whether a call may overlap with those running.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute
{
    internal string CallbackMethodName { get; } = callbackMethodName;
}
