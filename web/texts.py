"""The texts of the page, in the order in which a reader meets them. The build writes them into `texts.js` in each language.

The page fills the fields itself. None has a form for one: the page has no grammar.
"""

from vtexlint.text.messages import Template

TEXTS = (
    Template("web.title", "Check VTEX credentials"),
    Template(
        "web.intro",
        "Paste a config file, or drop files or a folder. vtexlint checks the appKeys and appTokens in it, here in your browser.",
    ),
    Template(
        "web.privacy",
        "Nothing leaves your browser. Once this page is loaded, the browser blocks its requests, even those to its own server, "
        "and nothing that you paste is stored.",
    ),
    Template("web.language", "Language"),
    Template("web.loading", "Loading vtexlint: {percent} %"),
    Template("web.starting", "Starting vtexlint"),
    Template("web.ready", "Ready"),
    Template("web.ready-offline", "Ready, also without a network"),
    Template("web.failed", "vtexlint could not be started ({error}). Reload the page, or try a newer browser."),
    Template("web.text", "Text to check"),
    Template("web.show", "Show the text"),
    Template("web.name", "File name"),
    Template("web.name-hint", "Optional, such as .env or settings.json: it tells the format."),
    Template("web.format", "Format"),
    Template("web.by-name", "By the name or the content"),
    Template("web.files", "Files"),
    Template("web.drop", "Drop files or a folder anywhere on the page, or choose them."),
    Template("web.choose-files", "Choose files"),
    Template("web.choose-folder", "Choose a folder"),
    Template("web.chosen", "Files to check: {number}"),
    Template("web.left-out", "Not read because they are too large or in folders of packages, caches or version control: {number}"),
    Template("web.account", "The account's API keys"),
    Template(
        "web.account-hint",
        "Optional. The list that the VTEX Admin exports (Account settings > API keys) says which keys exist, are active and have a role.",
    ),
    Template("web.choose-account", "Choose the exported list"),
    Template("web.remove", "Remove"),
    Template("web.clear", "Clear everything"),
    Template("web.result", "Result"),
    Template("web.nothing", "Nothing to check yet."),
    Template("web.no-files", "There is no file to check in what you dropped or chose."),
    Template(
        "web.no-pair",
        "No pair of an appKey and an appToken was recognized, so little was checked. Paste the lines as they are in the file, with the "
        "names in front of the values.",
    ),
    Template(
        "web.no-fault",
        "vtexlint sees no fault here. If VTEX still answers 401 or 403, the cause is another one, such as the key's role.",
    ),
    Template("web.other-causes", "Other causes of 401 and 403"),
    Template("web.pasted", "text"),
    Template("web.help", "What to do"),
    Template("web.about", "More about {rule}"),
    Template("web.close", "Close"),
    Template("web.safe", "Safe fix"),
    Template("web.unsafe", "The fix needs a review: this page does not make it."),
    Template("web.fixes", "Safe fixes"),
    Template("web.copy-fixed", "Copy the fixed text"),
    Template("web.use-fixed", "Replace the text"),
    Template("web.download", "Download {name}"),
    Template("web.support", "Copy for support"),
    Template("web.support-hint", "A report without values, to send to a colleague."),
    Template("web.copied", "Copied"),
    Template("web.not-copied", "The browser did not allow copying."),
    Template("web.could-not", "vtexlint failed on this input ({error}). Please report it, without the values."),
    Template(
        "web.git", "This page does not see git, so it does not report which credentials are committed. vtexlint in the repository does."
    ),
    Template("web.single", "This page as one file, to open from a disk"),
    Template("web.version", "vtexlint {version}"),
)
