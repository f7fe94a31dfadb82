"""Everything is clean, and VTEX still answers 401 or 403.

Go through this page from the top: each step rules something out. What it says of VTEX is from VTEX's own pages; `docs/facts.md`
lists each statement with its source and the date it was read.

## Did vtexlint see the pair?
`vtexlint check FILE` ends with what it saw: `no findings in 1 config file; 2 credentials, 1 pair`. Where it says 0
credentials, the names are not known (settings `extra-key-names`, `extra-token-names`), or it is another file. A file of
references (`${VTEX_APP_TOKEN}`, a secret store) has no values to check: check the file or the store that has them.

## What `vtexlint check` has ruled out
If it found nothing in the file that your program really reads:

- the values are whole: no spaces, invisible characters, lookalike letters, quotes or header names
  (`surrounding-whitespace`, `inner-whitespace`, `invisible-character`, `lookalike-character`, `stray-delimiter`);
- upper and lower case are right (`key-casing`, `token-casing`), and so are length and letters (`malformed-key`,
  `malformed-token`);
- each value is in its own field, of the right kind, and not in base64 where plain text is expected (`swapped-values`, `same-value`,
  `wrong-credential`, `wrong-encoding`);
- in a request, the headers have the names that VTEX reads (`header-name`);
- both credentials are there, once, under names that belong together, and filled in (`missing-token`, `missing-key`, `misspelled-name`,
  `empty-value`, `duplicate-name`, `unfilled-placeholder`);
- no other checked file has another token for the same key (`conflicting-pair`), and the key is of the account that the
  file names (`account-mismatch`), which is an account's name (`account-name`);
- the host is one that VTEX has (`unknown-host`), and a session token has not expired (`session-token`);
- the loaders of `.env` files that the settings name read the lines alike (`loader-dependent-value`).

## Is it the role?
[VTEX's FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work) names two causes, and
this one first: the key has no role, or a role without the resource that the call needs. The other is a mistyped value.

1. In the Admin click your avatar, Account settings > API keys (Configurações da conta > Chaves de API; Configuración de la
   cuenta > Claves de API). The key is in the list, Status is Active, and Roles is not empty. A new key
   [has no role](https://help.vtex.com/en/docs/tutorials/generated-keys) unless somebody selected one.
2. Each operation's page in the [API reference](https://developers.vtex.com/docs/api-reference) names the License Manager
   resource that the call needs. Account settings > Roles shows what a role has.
3. No role has everything. Since 2023-02-03 Owner (Admin Super)
   [lacks *Save user*](https://help.vtex.com/en/announcements/2023-02-03-the-owner-admin-super-user-role-no-longer-has-permission-to-create-users).
   *Edit Admin Users* and *View Admin Users* are the
   [new names](https://help.vtex.com/en/announcements/2025-08-07-license-manager-new-resources-for-managing-admin-users)
   of *Save user*, *Find user by email* and their like; roles that had the old resources got the new ones, and the old ones
   still work.
4. It worked until a date? Since 2025-04-01 payment notifications need the resource
   [*Payments Notification*](https://developers.vtex.com/updates/release-notes/2025-03-10-payments-gateway-api-new-permission-required-for-approving-payments),
   which only the Sponsor user has from the start. Since 2026-03-01 Seller Register and Marketplace Network need
   [*View Seller*, *Save Seller*, *Access the Marketplace
   Network*](https://developers.vtex.com/updates/release-notes/2025-12-23-granular-permissions-seller-marketplace-api).

## Try the pair alone
The failing call, without the program. Neither value is printed or visible in the process list:

```sh
printf %s "$VTEX_APP_TOKEN" | wc -c    # 128
printf 'header = "X-VTEX-API-AppKey: %s"\\nheader = "X-VTEX-API-AppToken: %s"\\n' "$VTEX_APP_KEY" "$VTEX_APP_TOKEN" |
  curl -sS -o /dev/null -w '%{http_code}\\n' -K - 'https://fakestore.vtexcommercestable.com.br/api/...'
```

A status below 400: the pair is right, and the program sends something else. The same status: read on. Another operation
that the key's role allows answers 200: the pair is right, and the role lacks a resource.

## What the status tells
Not much: VTEX does not use 401 and 403 consistently. As its pages have it:

```text
everywhere              401         the headers are missing or wrong; or the key has no role that allows the call
everywhere              403         the role lacks the resource
Payment Policies        401 or 403  the role lacks ManageStore or ViewPayments
Gift Card Hub           401         also where the provider needs more than 15 seconds (a known issue)
Storefront Roles        403         also where the feature is not enabled for the account
Checkout                ORD062      authentication is required: credentials are missing or wrong
```

Sources: [response codes](https://developers.vtex.com/docs/guides/api-response-codes),
[first request](https://developers.vtex.com/docs/guides/making-your-first-request),
[payment policies](https://developers.vtex.com/docs/guides/using-payment-policies),
[storefront roles](https://developers.vtex.com/docs/guides/custom-storefront-roles-and-resources),
[checkout errors](https://developers.vtex.com/docs/guides/checkout-error-codes),
[known issue 1416045](https://help.vtex.com/known-issues/giftcard-hub-timeout-returned-as-401-unauthorized).

## What an account snapshot rules out
No config file shows what the account knows about the key. vtexlint never asks VTEX, so save the answer yourself and name it
with `--account FILE`, as often as there are files; `vtexlint account show FILE` prints what was understood. Then these
are ruled out as well: the key does not exist (`unknown-key`), is deactivated or blocked (`inactive-key`), has no role
(`unlinked-key`), lacks a role that you require of it (`insufficient-role`), is of an account that VTEX has deactivated
(`inactive-account`). It also shows too much power (`overprivileged-key`), a token that is overdue for renewal
(`stale-token`), and two valid tokens (`unfinished-renewal`).

A snapshot contains no secret: these answers have `appToken: null`. It shows which keys there are: share it like a list of
users.

**From the Admin**, the one file with everything (keys, roles, states, token dates, external keys): click your avatar,
Account settings > API keys, [Export](https://help.vtex.com/en/docs/tutorials/exporting-api-keys). Needs the role User
Administrator - RESTRICTED, or a role with the resource *View API Keys*. A tab saved as CSV will do, too.

**From the API**, with a pair of the account, one file for each answer, as the
[reference](https://developers.vtex.com/docs/api-reference/license-manager-api) has it:

```text
GET https://{account}.vtexcommercestable.com.br/api/vlm/account
    resource "Save account"; whether the account and each key are active, and what is blocked. Answers only to hosts that
    the store's settings list.
GET https://{account}.vtexcommercestable.com.br/api/vlm/appkeys
    resource "Save user", which the owner's role lacks; keys and states, without blocks
GET https://{account}.vtexcommercestable.com.br/api/license-manager/users/{id}/roles
    resource "Find user by email", which no predefined role has; the roles of one key. VTEX does not say which id of a key
    the path takes; its example has 32 hexadecimal digits, as the ids of /api/vlm/account do. The answer does not say whose
    it is, so wrap it:
    {"account": "fakestore", "roles": {"vtexappkey-fakestore-AAAAAA": [{"id": 12, "name": "Catalog integration"}]}}
```

Then, for example:

```text
vtexlint check --account export.xlsx
vtexlint check --account account.json --account roles.json
```

Keep it in the settings (`account-snapshots = ["export.xlsx"]`), and say what your keys need (`required-roles`).

## What remains
1. **The program reads something else.** Another file, an environment variable that was set before, an old container, a
   CI secret. Let it print the *length* of what it has (18 plus the account's for the key, 128 for the token), never the value.
2. **The header's name or place.** Both are [headers](https://developers.vtex.com/docs/guides/api-authentication-using-api-keys),
   `X-VTEX-API-AppKey` and `X-VTEX-API-AppToken`, in upper or lower case; not in the query and not as `Authorization`. A proxy
   or a gateway may drop headers that it does not know.
3. **The account in the URL.** `https://{account}.vtexcommercestable.com.br`: the key opens its own account, another one
   only as an [external key](https://help.vtex.com/en/docs/tutorials/external-keys) with a role there.
4. **The token is not this key's.** A token is shown once and cannot be read again. If it may have been
   [renewed](https://help.vtex.com/en/docs/tutorials/renewing-api-tokens) or mixed up: Renew token (the appKey stays, the old
   token works on), put the new one everywhere, then Delete old token. Undo Renewal keeps the old token instead.
5. **The endpoint wants a user.** 80 of the 1,062 operations of VTEX's
   [specifications](https://github.com/vtex/openapi-schemas) list a user's token (`VtexIdclientAutCookie`) and no pair; a
   provider's protocol has its own credentials (`X-PROVIDER-API-AppKey`). The same user token as a cookie *and* as a header
   is refused with 401
   ([FastStore 4.3.0](https://github.com/vtexdocs/dev-portal-content/blob/main/docs/release-notes/2026-06-23-faststore-release-notes-4-3-0.md)).
6. **Just now.** A role that was given a minute ago may not have reached every service: wait, and try again.

If none of this helps, ask VTEX's support, with the appKey (never the token), the full URL, the time, and the status.

Who may create and renew keys: users with the role User Administrator - RESTRICTED, or a role with *Edit API Keys* and *Renew
API token* ([API keys](https://help.vtex.com/en/docs/tutorials/api-keys)). Since 2021 it is
[no longer the Sponsor user alone](https://help.vtex.com/en/announcements/2021-08-19-improvements-in-application-key-management),
though the FAQ still says so.
"""

PAGE = __doc__ or ""
