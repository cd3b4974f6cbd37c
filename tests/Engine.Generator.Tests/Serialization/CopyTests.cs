using System.Collections.Immutable;
using Engine.Generator.Tests.Model;

namespace Engine.Generator.Tests.Serialization;

public sealed class CopyTests
{
    [Fact]
    public void Immutable_values_are_shared()
    {
        var bag = new FrozenBag();
        var scalars = new Scalars { Text = "t" };
        var points = ImmutableList.Create(new Point(1, 2));
        var error = new RefusalException(1, "no");
        Assert.Same(bag, Host.Copier.Copy(bag));
        Assert.Same(scalars, Host.Copier.Copy(scalars));
        Assert.Same(points, Host.Copier.Copy(points));
        Assert.Same(error, Host.Copier.Copy(error));
        Assert.True(Host.Codecs.IsShallowCopyable(typeof(Point)));
    }

    [Fact]
    public void Mutable_values_share_nothing_mutable()
    {
        var value = new Collections { Map = new() { ["a"] = [1] }, List = ["x"], Bytes = [1], Memory = new byte[] { 5 } };
        var copy = Host.Copier.Copy(value);
        value.Map["a"].Add(2);
        value.List.Clear();
        value.Bytes[0] = 9;
        Assert.Equal([1], copy.Map!["a"]);
        Assert.Equal(["x"], copy.List);
        Assert.Equal([1], copy.Bytes);
        Assert.NotSame(value, copy);
    }

    [Fact]
    public void Derived_values_are_copied_as_what_they_are()
    {
        var puppy = new Puppy { Name = "Rex", Legs = 4 };
        puppy.Give("ball");
        var copy = Host.Copier.Copy(new Holder { Animal = puppy, Anything = new List<int> { 1 } });
        puppy.Give("bone");
        Assert.Equal(["ball"], Assert.IsType<Puppy>(copy.Animal).Toys);
        Assert.Equal("Rex", copy.Animal!.Name);
        Assert.Equal([1], Assert.IsType<List<int>>(copy.Anything));
    }

    [Fact]
    public void Generic_types_are_shared_when_their_arguments_make_them_so()
    {
        var mutable = new Box<List<int>> { Value = [1] };
        var copy = Host.Copier.Copy(mutable);
        mutable.Value.Add(2);
        Assert.Equal([1], copy.Value);
        Assert.False(Host.Codecs.IsShallowCopyable(typeof(Box<int>)));
    }
}
