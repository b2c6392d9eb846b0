using System.Text;
using static SdpKit.Formats.Cbf.CbfProgram;

namespace SdpKit.Formats.Cbf;

/// <summary>Reads problems in the Conic Benchmark Format (.cbf), versions 1 to 4, with linear cones and positive semidefinite matrices.</summary>
/// <remarks>A second-order, exponential or power cone, an integer variable and a sequence of changes are errors that name the line.</remarks>
internal sealed class CbfReader
{
    private readonly TextScanner _scanner;
    private readonly CbfProgram _program = new();
    private readonly HashSet<string> _sections = [];

    private CbfReader(Stream content, string source, CancellationToken cancellationToken) =>
        _scanner = new TextScanner(content, source, cancellationToken, comments: "#");

    /// <exception cref="ProblemFormatException">The content is not in this format, or beyond linear cones and semidefinite matrices.</exception>
    public static ProblemFile Read(Stream content, string source, CancellationToken cancellationToken)
    {
        CbfProgram program = new CbfReader(content, source, cancellationToken).ReadProgram();
        return CbfTranslation.Translate(program, source);
    }

    private CbfProgram ReadProgram()
    {
        _scanner.SkipByteOrderMark();
        while (_scanner.MoveNext())
        {
            string section = Encoding.ASCII.GetString(_scanner.Token);
            if (!_sections.Add(section))
            {
                throw _scanner.Unexpected("another section, each of them once");
            }

            if (_sections.Count == 1 && section != "VER")
            {
                throw _scanner.Unexpected("VER, the first section");
            }

            ReadSection(section);
        }

        return _sections.Count > 0 ? _program : throw _scanner.Unexpected("VER, the first section");
    }

    private void ReadSection(string section)
    {
        switch (section)
        {
            case "VER":
                Next(1, 4, "the version of the format");
                break;
            case "OBJSENSE":
                _program.IsMaximization = ReadSense();
                break;
            case "PSDVAR":
                ReadOrders(_program.MatrixOrders);
                break;
            case "PSDCON":
                ReadOrders(_program.ConstraintOrders);
                break;
            case "VAR":
                ReadCones(_program.Variables, "variables");
                break;
            case "CON":
                ReadCones(_program.Constraints, "constraints");
                break;
            case "OBJFCOORD":
                ReadEntries(() => _program.ObjectiveMatrices.Add(ReadMatrixEntry(0, Matrix(), _program.MatrixOrders)));
                break;
            case "FCOORD":
                ReadEntries(() => _program.ConstraintMatrices.Add(ReadMatrixEntry(Constraint(), Matrix(), _program.MatrixOrders)));
                break;
            case "HCOORD":
                ReadEntries(() => _program.Coefficients.Add(ReadMatrixEntry(MatrixConstraint(), Variable(), _program.ConstraintOrders, ofOwner: true)));
                break;
            case "DCOORD":
                ReadEntries(() => _program.Constants.Add(ReadMatrixEntry(MatrixConstraint(), 0, _program.ConstraintOrders, ofOwner: true)));
                break;
            case "OBJACOORD":
                ReadEntries(() => _program.Objective.Add((Variable(), Value())));
                break;
            case "OBJBCOORD":
                _program.ObjectiveConstant = Value();
                break;
            case "ACOORD":
                ReadEntries(() => _program.Rows.Add((Constraint(), Variable(), Value())));
                break;
            case "BCOORD":
                ReadEntries(() => _program.RowConstants.Add((Constraint(), Value())));
                break;
            default:
                throw _scanner.Unexpected("a section of the format with linear cones and semidefinite matrices: OBJSENSE, PSDVAR, VAR, PSDCON, CON or the COORD sections");
        }
    }

    private bool ReadSense()
    {
        _scanner.MoveNext();
        return _scanner.Token.SequenceEqual("MAX"u8) || (_scanner.Token.SequenceEqual("MIN"u8) ? false : throw _scanner.Unexpected("MIN or MAX"));
    }

    private void ReadOrders(List<int> orders)
    {
        for (int count = Next(0, int.MaxValue, "the number of matrices"); count > 0; count--)
        {
            orders.Add(Next(1, int.MaxValue, "the order of a matrix"));
        }
    }

    private void ReadCones(CbfCones cones, string what)
    {
        int count = Next(0, int.MaxValue, $"the number of {what}");
        for (int runs = Next(0, int.MaxValue, "the number of cones"); runs > 0; runs--)
        {
            _scanner.MoveNext();
            CbfCone cone = Cone();
            cones.Add(cone, Next(0, count - cones.Count, $"how many of the {what} are in the cone"));
        }

        if (cones.Count != count)
        {
            throw _scanner.Error($"found cones for {cones.Count} {what}; expected them for all {count}");
        }
    }

    private CbfCone Cone()
    {
        // The scanner takes an equals sign for a word of its own.
        ReadOnlySpan<byte> name = _scanner.Token;
        return name.SequenceEqual("F"u8) ? CbfCone.Free
            : name.SequenceEqual("L+"u8) ? CbfCone.NonNegative
            : name.SequenceEqual("L-"u8) ? CbfCone.NonPositive
            : name.SequenceEqual("L"u8) && _scanner.MoveNextOnLine() && _scanner.Token.SequenceEqual("="u8) ? CbfCone.Zero
            : throw _scanner.Unexpected("a linear cone: F, L+, L- or L=");
    }

    private void ReadEntries(Action readEntry)
    {
        for (int count = Next(0, int.MaxValue, "the number of entries"); count > 0; count--)
        {
            readEntry();
        }
    }

    private MatrixEntry ReadMatrixEntry(int owner, int index, List<int> orders, bool ofOwner = false)
    {
        int order = orders[ofOwner ? owner : index];
        int row = Next(0, order - 1, "a row");
        int column = Next(0, row, "a column of the lower triangle");
        return new MatrixEntry(owner, index, row, column, Value());
    }

    private int Matrix() => Next(0, _program.MatrixOrders.Count - 1, "a matrix of PSDVAR");

    private int MatrixConstraint() => Next(0, _program.ConstraintOrders.Count - 1, "a constraint of PSDCON");

    private int Constraint() => Next(0, _program.Constraints.Count - 1, "a constraint of CON");

    private int Variable() => Next(0, _program.Variables.Count - 1, "a variable of VAR");

    private int Next(int lowest, int highest, string expected)
    {
        _scanner.MoveNext();
        return _scanner.ReadInteger(lowest, highest, expected);
    }

    private double Value()
    {
        _scanner.MoveNext();
        return _scanner.ReadNumber("a value");
    }
}
