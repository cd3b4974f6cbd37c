using Mail.Engine.Generator.Diagnostics;
using Mail.Engine.Generator.Model;

namespace Mail.Engine.Generator.Emit;

/// <summary>Writes the proxy and the invokables of one grain interface.</summary>
internal static class InterfaceEmitter
{
    public static string Emit(GrainInterface type, Dictionary<string, string> converters, List<DiagnosticInfo> problems)
    {
        var text = new SourceText();
        text.Open($"namespace {type.CodeNamespace}");
        Proxy(text, type);
        foreach (var method in type.Methods)
        {
            text.Line();
            var codecs = new CodecTable(converters, self: null, atRuntime: true);
            new InvokableEmitter(type, method, codecs).Emit(text);
            problems.AddRange(codecs.Problems.Distinct());
        }

        return text.Close().ToString();
    }

    private static void Proxy(SourceText text, GrainInterface type)
    {
        var name = $"Proxy_{type.SimpleName}";
        text.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        text.Open($"{type.Visibility} sealed class {name}{type.Parameters} : global::Orleans.Runtime.GrainReference, {type.Name}{type.Constraints}");
        text.Open($"public {name}(global::Orleans.Runtime.GrainReferenceShared shared, global::Orleans.Runtime.IdSpan key) : base(shared, key)");
        text.Close();
        text.Line();
        text.Line(InterfaceNames.Declare(type));
        foreach (var method in type.ProxyMethods)
        {
            text.Line();
            Method(text, method);
        }

        text.Close();
    }

    private static void Method(SourceText text, GrainMethod method)
    {
        var parameters = string.Join(", ", method.Arguments.Select((argument, index) => $"{argument.Type.Name} arg{index}"));
        var returns = method.Returning == Returning.Void ? "void" : method.ReturnType;
        text.Open($"{returns} {method.Declaring}.{method.Name}({parameters})");
        text.Line($"var request = new {method.Invokable}();");
        text.Lines(method.Arguments.Select((_, index) => $"request.arg{index} = arg{index};"));
        if (method.Returning == Returning.Task && method.Options.Contains("OneWay"))
        {
            text.Line("Invoke(request);").Line("return global::System.Threading.Tasks.Task.CompletedTask;").Close();
            return;
        }

        text.Line(method.Returning switch
        {
            Returning.Void => "Invoke(request);",
            Returning.Task => "return InvokeAsync(request).AsTask();",
            Returning.TaskOf => $"return InvokeAsync<{method.Result!.Name}>(request).AsTask();",
            Returning.ValueTask => "return InvokeAsync(request);",
            Returning.ValueTaskOf => $"return InvokeAsync<{method.Result!.Name}>(request);",
            _ => "return request.InitializeRequest(this);",
        });
        text.Close();
    }
}
