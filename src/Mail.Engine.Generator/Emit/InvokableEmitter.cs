using Mail.Engine.Generator.Model;

namespace Mail.Engine.Generator.Emit;

/// <summary>Writes the invokable class of one grain method: arguments as typed fields, one object per call.</summary>
internal sealed class InvokableEmitter(GrainInterface owner, GrainMethod method, CodecTable codecs)
{
    private const string Invocation = "global::Orleans.Serialization.Invocation";
    private const string Pool = "global::Orleans.Serialization.Cloning.CopyContextPool";
    private readonly Argument[] _arguments = [.. method.Arguments];

    private bool IsCancellable => Cancellation >= 0;

    private int Cancellation => Array.FindIndex(_arguments, argument => argument.Type.Kind == CodecKind.Cancellation);

    public void Emit(SourceText target)
    {
        var text = new SourceText();
        Identity(text);
        Target(text);
        Arguments(text);
        Cancel(text);
        Invoke(text);
        Wire(text);
        Copy(text);
        target.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        target.Open($"{owner.Visibility} sealed class {method.InvokableName}{owner.Parameters} : {BaseType()}{owner.Constraints}");
        target.Lines(codecs.Fields.Select(field => $"private static readonly {field.Type} {field.Field} = {field.Value};"));
        target.Lines(text.ToString().Split('\n').Skip(5).Select(line => line.TrimEnd()));
        target.Close();
    }

    private string BaseType() => "global::Orleans.Runtime." + method.Returning switch
    {
        Returning.Void => "VoidRequest",
        Returning.Task => "TaskRequest",
        Returning.TaskOf => $"TaskRequest<{method.Result!.Name}>",
        Returning.ValueTask => "Request",
        Returning.ValueTaskOf => $"Request<{method.Result!.Name}>",
        _ => $"AsyncEnumerableRequest<{method.Result!.Name}>",
    };

    private void Identity(SourceText text)
    {
        text.Lines(_arguments.Select((argument, index) => $"public {argument.Type.Name} arg{index};"));
        text.Line($"private {method.Declaring} _target;");
        text.Line("private static global::System.Reflection.MethodInfo _method;");
        if (method.Options.Length > 0)
        {
            text.Line();
            text.Line($"public {method.InvokableName}() => Options |= {method.Options};");
        }

        text.Line();
        text.Line(InterfaceNames.Declare(owner));
        text.Line($"public override string GetInterfaceName() => {InterfaceNames.Member};");
        text.Line($"public override string GetMethodName() => \"{method.Name}\";");
        if (method.Id != method.Name)
        {
            text.Line($"public override string GetMethodId() => {Literal(method.Id)};");
        }

        text.Line($"public override string GetActivityName() => ActivityName;");
        text.Line($"private static readonly string ActivityName = {InterfaceNames.Member} + \"/{method.Name}\";");
        text.Line($"public override global::System.Type GetInterfaceType() => typeof({owner.Name});");
        var types = string.Join(", ", _arguments.Select(argument => $"typeof({argument.Type.Name})"));
        text.Line($"public override global::System.Reflection.MethodInfo GetMethod() => _method ??= typeof({method.Declaring}).GetMethod(\"{method.Name}\", new global::System.Type[] {{ {types} }});");
        if (method.Timeout.Length > 0)
        {
            text.Line($"private static readonly global::System.TimeSpan Timeout = global::System.TimeSpan.Parse({Literal(method.Timeout)}, global::System.Globalization.CultureInfo.InvariantCulture);");
            text.Line("public override global::System.TimeSpan? GetDefaultResponseTimeout() => Timeout;");
        }
    }

    private void Target(SourceText text)
    {
        text.Line();
        text.Line("public override object GetTarget() => _target;");
        text.Line(owner.IsExtension
            ? $"public override void SetTarget({Invocation}.ITargetHolder holder) => _target = ({method.Declaring})holder.GetComponent(typeof({owner.Name}));"
            : $"public override void SetTarget({Invocation}.ITargetHolder holder) => _target = ({method.Declaring})holder.GetTarget();");
    }

    private void Arguments(SourceText text)
    {
        if (_arguments.Length == 0)
        {
            return;
        }

        text.Line();
        text.Line($"public override int GetArgumentCount() => {_arguments.Length};");
        text.Line("public override object GetArgument(int index) => index switch { "
            + string.Concat(_arguments.Select((_, index) => $"{index} => arg{index}, ")) + "_ => base.GetArgument(index) };");
        text.Open("public override void SetArgument(int index, object value)").Open("switch (index)");
        text.Lines(_arguments.Select((argument, index) => $"case {index}: arg{index} = ({argument.Type.Name})value; break;"));
        text.Line("default: base.SetArgument(index, value); break;").Close().Close();
    }

    private void Cancel(SourceText text)
    {
        if (!IsCancellable)
        {
            return;
        }

        text.Line();
        text.Line("private global::System.Threading.CancellationTokenSource _cancellation;");
        text.Line("public override bool IsCancellable => true;");
        text.Line($"public override global::System.Threading.CancellationToken GetCancellationToken() => arg{Cancellation};");
        text.Open("public override bool TryCancel()");
        text.Line("_cancellation?.Cancel();").Line("return _cancellation != null;").Close();
        text.Line("public override void Dispose() => _cancellation?.Dispose();");
    }

    private void Invoke(SourceText text)
    {
        var call = $"_target.{method.Name}({string.Join(", ", _arguments.Select((_, index) => $"arg{index}"))})";
        text.Line();
        text.Line(method.Returning == Returning.Void
            ? $"protected override void InvokeInner() => {call};"
            : $"protected override {method.ReturnType} InvokeInner() => {call};");
    }

    private void Wire(SourceText text)
    {
        if (_arguments.Length > 0)
        {
            text.Line();
            text.Open("public override void WriteArguments(ref global::Orleans.Serialization.Buffers.Writer writer)");
            text.Lines(Sent().Select(index => $"{Codec(index, "writer.Codecs")}.WriteField(ref writer, {index}, arg{index});"));
            text.Close().Line();
            text.Open("public override void ReadArguments(ref global::Orleans.Serialization.Buffers.Reader reader)");
            if (IsCancellable)
            {
                text.Line("_cancellation = new global::System.Threading.CancellationTokenSource();");
                text.Line($"arg{Cancellation} = _cancellation.Token;");
            }

            text.Open("while (reader.TryReadField(out var id, out var type))").Open("switch (id)");
            text.Lines(Sent().Select(index => $"case {index}: arg{index} = {Codec(index, "reader.Codecs")}.ReadValue(ref reader, type); break;"));
            text.Line("default: reader.Skip(type); break;").Close().Close().Close();
        }

        if (method.Returning is Returning.TaskOf or Returning.ValueTaskOf)
        {
            text.Line();
            text.Line($"public override void WriteResponse(ref global::Orleans.Serialization.Buffers.Writer writer, {Invocation}.Response response) => {Invocation}.ResponseWire.Write(ref writer, response, {Result("writer.Codecs")});");
            text.Line($"public override {Invocation}.Response ReadResponse(ref global::Orleans.Serialization.Buffers.Reader reader) => {Invocation}.ResponseWire.Read(ref reader, {Result("reader.Codecs")});");
        }
    }

    private void Copy(SourceText text)
    {
        var mutable = Sent().Where(index => !_arguments[index].Immutable).ToArray();
        if (mutable.Length > 0)
        {
            text.Line();
            text.Open($"public override void DeepCopyArguments({Pool} contexts)");
            text.Line($"var scope = {KnownCodecs.Namespace}CopyScope.Over(contexts);");
            text.Lines(mutable.Select(index => $"arg{index} = {Codec(index, "scope.Codecs")}.Copy(arg{index}, ref scope);"));
            text.Close();
        }
    }

    private IEnumerable<int> Sent() => Enumerable.Range(0, _arguments.Length).Where(index => _arguments[index].Type.Kind != CodecKind.Cancellation);

    private string Codec(int index, string provider) =>
        codecs.Get(_arguments[index].Type, provider, $"{owner.Name.Replace("global::", "")}.{method.Name}({_arguments[index].Name})", _arguments[index].Location);

    private string Result(string provider) => codecs.Get(method.Result!, provider, $"{owner.Name.Replace("global::", "")}.{method.Name}", method.Location);

    private static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
