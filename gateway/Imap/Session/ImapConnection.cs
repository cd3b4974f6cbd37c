using System.IO.Pipelines;
using System.Net;

namespace Mail.Gateway.Imap.Session;

/// <summary>A connection as a session sees it.</summary>
/// <param name="Id">For logs.</param>
/// <param name="Peer">The client's address.</param>
/// <param name="Transport">Its bytes.</param>
/// <param name="ImplicitTls">Whether TLS begins with the connection.</param>
/// <param name="Abort">Cuts it off.</param>
internal sealed record ImapConnection(string Id, EndPoint? Peer, IDuplexPipe Transport, bool ImplicitTls, Action Abort)
{
    public bool IsLoopback => Peer is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);
}
