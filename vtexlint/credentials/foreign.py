"""Credentials of other vendors, by their unmistakable format: what people paste instead of VTEX's.

Each row: the name in messages, the possible beginnings, the format, and where to revoke it. The formats are those that the vendors
document, or that secret scanners agree on. A new one is a row; the message of `wrong-credential` is made from it.
"""

import re

from vtexlint._startup.typed import NamedTuple
from vtexlint.text.messages import Template

_EMAIL = r"[^@\s:/]+@[^@\s]+\.[^@\s.]+"
_UUID = r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_JWT = r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?"
_SHARE_LINK = r"(?i)(?:https?://)?share\.vtex\.com/(?:[a-z]{2}(?:-[a-z]{2})?/)?credentials/\S*"


class ForeignKind(NamedTuple):
    """A row. `name`: None where `wrong-credential` has its own words. `prefixes` are in lowercase; empty: only the form decides.

    `revoke`: where to revoke it, in the words of that vendor's English pages; empty for VTEX's own.
    """

    id: str
    name: Template | None
    prefixes: tuple[str, ...]
    form: str
    revoke: "str | Template" = ""


KINDS: tuple[ForeignKind, ...] = (
    ForeignKind("jwt", None, ("eyj",), _JWT),
    ForeignKind("share-link", None, ("share.vtex.com/", "http://share.vtex.com/", "https://share.vtex.com/"), _SHARE_LINK),
    ForeignKind("email", None, (), _EMAIL),
    ForeignKind("uuid", None, (), _UUID),
    ForeignKind(
        "github", Template("foreign.github", "a GitHub token"), ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
        r"(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]{20,}", "GitHub: Settings > Developer settings",
    ),
    ForeignKind("gitlab", Template("foreign.gitlab", "a GitLab token"), ("gl",),
                r"gl(?:pat|dt|rt|cbt|ptt|ft|agent|oas|soat|ffct)-[A-Za-z0-9_.=-]{16,}",
                "GitLab: Preferences > Access tokens"),
    ForeignKind("aws", Template("foreign.aws", "an AWS access key"), ("akia", "asia"),
                r"(?:AKIA|ASIA)[A-Z0-9]{16}", "AWS: IAM > Users > Security credentials"),
    ForeignKind("slack", Template("foreign.slack", "a Slack token"), ("xox", "xapp-"),
                r"xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,}",
                "Slack: the app's page > OAuth & Permissions"),
    ForeignKind("stripe", Template("foreign.stripe", "a Stripe key"), ("sk_", "rk_", "pk_", "whsec_"),
                r"[srp]k_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{20,}", "Stripe: Developers > API keys"),
    ForeignKind("laravel", Template("foreign.laravel", "a Laravel application key"), ("base64:",),
                r"base64:[A-Za-z0-9+/]{20,}={0,2}", "`php artisan key:generate`"),
    ForeignKind("google-api", Template("foreign.google-api", "a Google API key"), ("aiza",),
                r"AIza[A-Za-z0-9_-]{35}", "Google Cloud: APIs & Services > Credentials"),
    ForeignKind("google-oauth", Template("foreign.google-oauth", "a Google OAuth secret"), ("gocspx-", "ya29."),
                r"GOCSPX-[A-Za-z0-9_-]{20,}|ya29\.[A-Za-z0-9_-]{20,}",
                "Google Cloud: APIs & Services > Credentials"),
    ForeignKind("sendgrid", Template("foreign.sendgrid", "a SendGrid key"), ("sg.",),
                r"SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}", "SendGrid: Settings > API Keys"),
    ForeignKind("npm", Template("foreign.npm", "an npm token"), ("npm_",), r"npm_[A-Za-z0-9]{30,}", "npm: Access Tokens"),
    ForeignKind("pypi", Template("foreign.pypi", "a PyPI token"), ("pypi-",),
                r"pypi-[A-Za-z0-9_-]{30,}", "PyPI: Account settings > API tokens"),
    ForeignKind("anthropic", Template("foreign.anthropic", "an Anthropic key"), ("sk-ant-",),
                r"sk-ant-[A-Za-z0-9_-]{20,}", "Anthropic Console: API keys"),
    ForeignKind("openai", Template("foreign.openai", "an OpenAI key"), ("sk-",),
                r"sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,}", "OpenAI: API keys"),
    ForeignKind("shopify", Template("foreign.shopify", "a Shopify token"), ("shp",),
                r"shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}", "Shopify: Settings > Apps > Develop apps"),
    ForeignKind("mercado-pago", Template("foreign.mercado-pago", "a Mercado Pago token"), ("app_usr-", "test-"),
                r"(?:APP_USR|TEST)-\d{6,}-\d{4,}-[0-9a-f]{20,}[A-Za-z0-9_-]*|APP_USR-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                "Mercado Pago: Your integrations > Credentials"),
    ForeignKind("twilio", Template("foreign.twilio", "a Twilio identifier"), ("ac", "sk"),
                r"(?:AC|SK)[0-9a-f]{32}", "Twilio Console: API keys & tokens"),
    ForeignKind("digitalocean", Template("foreign.digitalocean", "a DigitalOcean token"), ("do",),
                r"do[opr]_v1_[0-9a-f]{64}", "DigitalOcean: API > Tokens"),
    ForeignKind("docker", Template("foreign.docker", "a Docker Hub token"), ("dckr_",),
                r"dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}", "Docker Hub: Personal access tokens"),
    ForeignKind("hugging-face", Template("foreign.hugging-face", "a Hugging Face token"), ("hf_",),
                r"hf_[A-Za-z0-9]{30,}", "Hugging Face: Settings > Access Tokens"),
    ForeignKind("hubspot", Template("foreign.hubspot", "a HubSpot token"), ("pat-",),
                r"pat-(?:na|eu|ap)\d-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                "HubSpot: Settings > Private Apps"),
    ForeignKind("atlassian", Template("foreign.atlassian", "an Atlassian token"), ("atatt3",),
                r"ATATT3[A-Za-z0-9_=-]{30,}", "Atlassian: Account settings > Security"),
    ForeignKind("postman", Template("foreign.postman", "a Postman key"), ("pmak-",),
                r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}", "Postman: Settings > API keys"),
    ForeignKind("telegram", Template("foreign.telegram", "a Telegram bot token"), (),
                r"\d{8,10}:AA[A-Za-z0-9_-]{33}", "Telegram: @BotFather, /revoke"),
    # a normalized value has no spaces
    ForeignKind("private-key", Template("foreign.private-key", "a private key"), ("-----begin",),
                r"-----BEGIN[A-Z ]*PRIVATE ?KEY-----[\s\S]*", Template("foreign.private-key-revoke", "where its public key is")),
)  # fmt: skip
"""The one list."""

BY_ID = {kind.id: kind for kind in KINDS}


def foreign_kind(value: str) -> str | None:
    """The `id` of the kind of the value; None for an unknown one."""
    head = value[:24].lower()
    for kind in KINDS:
        if (not kind.prefixes or head.startswith(kind.prefixes)) and re.fullmatch(kind.form, value):
            return kind.id
    return None
