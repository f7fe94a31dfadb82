"""The subcommands: one table."""

COMMANDS = {
    "check": "vtexlint.cli.check",
    "explain": "vtexlint.cli.explain",
    "rules": "vtexlint.cli.rules",
    "server": "vtexlint.cli.server",
    "history": "vtexlint.cli.history",
    "account": "vtexlint.cli.account",
    "init": "vtexlint.cli.init.command",
    "completion": "vtexlint.cli.completion",
}
"""Each subcommand and its module, whose `main(arguments)` returns the exit status; imported when the command is run."""
