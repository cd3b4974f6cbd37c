namespace Mail.Silo.Cli.Completion;

/// <summary>Scripts that make shells complete <c>mail</c>. Each asks the program itself, so they need no change when commands come.</summary>
internal static class CompletionScripts
{
    // Bash splits words at '@', ':' and '=', too: of a completion only what follows the last of these is to be given back.
    public const string Bash = """
        # mail completion bash: source it, or put it into /etc/bash_completion.d/mail
        _mail_complete() {
          local line=${COMP_LINE:0:COMP_POINT} word current=${COMP_WORDS[COMP_CWORD]} reply
          word=${line##*[[:space:]]}
          COMPREPLY=()
          while IFS= read -r reply; do
            COMPREPLY+=("${reply#"${word%"$current"}"}")
          done < <("${COMP_WORDS[0]/#\~/$HOME}" complete -- "$line" 2>/dev/null </dev/null)
        }
        complete -o default -F _mail_complete mail
        """;

    public const string Zsh = """
        #compdef mail
        # mail completion zsh: source it after compinit, or save it as _mail in a folder of $fpath
        _mail() {
          local -a found
          found=("${(@f)$("${words[1]/#\~/$HOME}" complete -- "${(j: :)words[1,CURRENT]}" 2>/dev/null </dev/null)}")
          [[ -n ${found[1]} ]] && compadd -a found || _files
        }
        if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _mail "$@"; else compdef _mail mail; fi
        """;

    public const string Fish = """
        # mail completion fish: save it as ~/.config/fish/completions/mail.fish
        function __mail_complete
          set -l found (mail complete -- (commandline -cp) 2>/dev/null </dev/null)
          if set -q found[1]
            printf '%s\n' $found
          else
            __fish_complete_path (commandline -ct)
          end
        end
        complete -c mail -f -a '(__mail_complete)'
        """;
}
