using System.Buffers;

namespace Mail.Storage.Segments;

/// <summary>Collects what one write gathers: small pieces are copied together, large ones stay where they are.</summary>
internal sealed class GatherBuffer
{
    private const int SmallPiece = 16 << 10;
    private const int StagingBytes = 1 << 20;

    private readonly byte[] _staging = GC.AllocateUninitializedArray<byte>(StagingBytes, pinned: true);
    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private int _used;
    private int _open;

    public void Clear()
    {
        _pieces.Clear();
        _used = _open = 0;
    }

    public void Add(SegmentAppend record)
    {
        Add(record.Header);
        foreach (var piece in record.Body)
        {
            Add(piece);
        }

        Add(new byte[RecordHeader.Alignment].AsMemory(0, (int)(record.Length - record.Header.Length - record.Body.Length)));
    }

    public IReadOnlyList<ReadOnlyMemory<byte>> Finish()
    {
        CloseStaged();
        return _pieces;
    }

    private void Add(ReadOnlyMemory<byte> piece)
    {
        if (piece.Length > SmallPiece || piece.Length > StagingBytes - _used)
        {
            CloseStaged();
            _pieces.Add(piece);
            return;
        }

        piece.Span.CopyTo(_staging.AsSpan(_used));
        _used += piece.Length;
    }

    private void CloseStaged()
    {
        if (_used > _open)
        {
            _pieces.Add(_staging.AsMemory(_open, _used - _open));
            _open = _used;
        }
    }
}
