using SdpKit.Lipschitz.Formats.Onnx.Schema;

namespace SdpKit.Lipschitz.Formats.Onnx;

/// <summary>Picks the nodes that an output depends on.</summary>
internal static class NodeSelection
{
    /// <summary>Gets the needed nodes in their order, in which each comes after those whose outputs it takes.</summary>
    public static Stack<NodeMessage> Needed(List<NodeMessage> nodes, string output)
    {
        var needed = new HashSet<string> { output };
        var selected = new Stack<NodeMessage>();
        for (int k = nodes.Count - 1; k >= 0; k--)
        {
            if (nodes[k].Outputs.Any(needed.Contains))
            {
                needed.UnionWith(nodes[k].Inputs);
                selected.Push(nodes[k]);
            }
        }

        return selected;
    }
}
