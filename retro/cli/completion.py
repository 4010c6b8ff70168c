"""`retro completion`: what makes a shell complete commands, formats and sessions."""

import click


@click.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> None:
    """Print the completion of your shell.

    \b
    bash:  retro completion bash > ~/.local/share/bash-completion/completions/retro
    zsh:   retro completion zsh > ~/.zfunc/_retro
           (with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc)
    fish:  retro completion fish > ~/.config/fish/completions/retro.fish
    """
    from click.shell_completion import get_completion_class

    from retro.cli.main import retro
    from retro.cli.output import say

    kind = get_completion_class(shell)
    assert kind is not None
    say(kind(retro, {}, "retro", "_RETRO_COMPLETE").source().strip())
