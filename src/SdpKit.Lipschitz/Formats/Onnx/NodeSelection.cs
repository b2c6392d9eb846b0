using SdpKit.Formats;
using SdpKit.Lipschitz.Formats.Onnx.Schema;

namespace SdpKit.Lipschitz.Formats.Onnx;

/// <summary>Picks the nodes that an output depends on, and sorts them: the format asks for sorted ones, but not all programs write them so.</summary>
internal static class NodeSelection
{
    /// <summary>Gets the needed nodes, each after those whose outputs it takes.</summary>
    /// <exception cref="ProblemFormatException">Nodes depend on each other in a circle.</exception>
    public static List<NodeMessage> Needed(List<NodeMessage> nodes, string output, string source)
    {
        var makers = new Dictionary<string, NodeMessage>();
        foreach (NodeMessage node in nodes)
        {
            foreach (string name in node.Outputs.Where(name => name.Length > 0))
            {
                makers.TryAdd(name, node);
            }
        }

        var sorted = new List<NodeMessage>();
        var isDone = new Dictionary<NodeMessage, bool>();
        var open = new Stack<NodeMessage>();
        Open(output);
        while (open.TryPeek(out NodeMessage? node))
        {
            if (isDone.TryAdd(node, false))
            {
                foreach (string input in node.Inputs)
                {
                    Open(input);
                }

                continue;
            }

            open.Pop();
            if (!isDone[node])
            {
                isDone[node] = true;
                sorted.Add(node);
            }
        }

        return sorted;

        void Open(string name)
        {
            if (!makers.TryGetValue(name, out NodeMessage? maker) || isDone.GetValueOrDefault(maker))
            {
                return;
            }

            // One that is entered but not done waits for this very value.
            if (isDone.ContainsKey(maker))
            {
                throw new ProblemFormatException(source, 0, 0, $"{OnnxContext.Describe(maker)}: found that its output {Quotation.Of(name)} depends on itself; expected a graph without circles");
            }

            open.Push(maker);
        }
    }
}
