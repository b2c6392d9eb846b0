using System.CommandLine;

namespace SdpKit.Cli.Commands;

/// <summary>The command <c>completion SHELL</c>: prints a script that lets a shell ask the tool what may follow.</summary>
/// <remarks>The scripts call the tool with the directive <c>[suggest:POSITION]</c> of System.CommandLine and the line so far.</remarks>
internal static class CompletionCommand
{
    private const string Bash = """
        _sdpkit() {
            local IFS=$'\n'
            COMPREPLY=($(sdpkit "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null | grep -F -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _sdpkit sdpkit
        """;

    private const string Zsh = """
        _sdpkit() {
            local suggestions=("${(@f)$(sdpkit "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- $suggestions || _files
        }
        compdef _sdpkit sdpkit
        """;

    private const string Fish = """
        complete -c sdpkit -a '(sdpkit "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName sdpkit -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            sdpkit "[suggest:$cursorPosition]" "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    private static readonly Argument<string> Shell = CreateShell();

    public static Command Create()
    {
        var command = new Command("completion", "Prints a script that makes a shell complete sdpkit's commands and options.") { Shell };
        command.SetAction(parse =>
        {
            ToolConfiguration.Of(parse).Output.WriteLine(parse.GetRequiredValue(Shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                _ => PowerShell,
            });
            return ExitCode.Success;
        });
        return command;
    }

    private static Argument<string> CreateShell()
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell that the script is for." };
        return shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "powershell");
    }
}
