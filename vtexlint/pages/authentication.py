"""Everything is clean, and VTEX still answers 401 or 403.

VTEX tells the two statuses apart less than one hopes: a wrong pair, a missing role and a missing resource may each give
401 or 403, by service. Its [FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work)
names two causes: the pair is mistyped, or the key is linked to no role, or to one without the resource that the call
needs. Go through this list from the top; each step rules something out for good.

## What `vtexlint check` has ruled out
If it found nothing in the file that your program really reads:

- the values are whole and bare: no blanks, invisible characters, lookalike letters, quotes or header names
  (`surrounding-whitespace`, `inner-whitespace`, `invisible-character`, `lookalike-character`, `stray-delimiter`);
- upper and lower case are right (`key-casing`, `token-casing`), and so are length and letters (`malformed-key`,
  `malformed-token`);
- each value stands in its own field, and is of the right kind (`swapped-values`, `same-value`, `wrong-credential`);
- both halves are there, once, and filled in (`missing-token`, `missing-key`, `empty-value`, `duplicate-name`,
  `unfilled-placeholder`);
- no other file of the run has another token for the same key (`conflicting-pair`), and the key is of the account that is
  named beside it (`account-mismatch`).

A file of references (`${VTEX_APP_TOKEN}`, a secret store) was passed over: check the values where they are.

## What an account snapshot rules out
No config file shows what the account says of the key. vtexlint never asks VTEX, so save the answer yourself and name it
with `--account FILE`, as often as there are files; `vtexlint account show FILE` prints what was understood. Then these
are ruled out as well: the key does not exist (`unknown-key`), is deactivated or blocked (`inactive-key`), has no role
(`unlinked-key`), lacks a role that you require of it (`insufficient-role`), is of an account that VTEX has inactivated
(`inactive-account`). Beside these: too much power (`overprivileged-key`), a token that is long due (`stale-token`), two
tokens at once (`unfinished-renewal`).

A snapshot holds no secret: VTEX never shows a token again, so these answers hold `appToken: null`. It does tell which keys
there are: share it like a list of users.

**From the Admin**, the one file with everything (keys, roles, states, token dates, external keys): click your avatar,
Account settings > API keys, Export. Needs the role User Administrator - RESTRICTED, or a role with the resource *View API
Keys*. Reading the XLSX needs the package openpyxl (vtexlint prints the command that installs it); a tab saved as CSV needs nothing.

**From the API**, with any other pair of the account, one file for each answer:

```text
GET https://{account}.vtexcommercestable.com.br/api/vlm/account
    resource "Save account"; tells whether the account and each key are active, and what is blocked
GET https://{account}.vtexcommercestable.com.br/api/vlm/appkeys
    resource "Save user"; keys and states, without blocks
GET https://{account}.vtexcommercestable.com.br/api/license-manager/users/{id}/roles
    the roles of one key. VTEX documents the path's `id` as "ID of the user", not which id of a key it is: the two lists
    above give a key different ids. Try both, and compare with the Admin. The answer does not say whose it is, so wrap it:
    {"account": "fakestore", "roles": {"vtexappkey-fakestore-AAAAAA": [{"id": 12, "name": "Catalog integration"}]}}
```

Then, for example:

```text
vtexlint check --account export.xlsx
vtexlint check --account account.json --account roles.json
```

Keep it in the settings (`account-snapshots = ["export.xlsx"]`), and say what your keys need (`required-roles`).

## What is left
1. **The program reads something else.** Another file, an environment variable that was set before, an old container, a
   CI secret. Let it print the *length* of what it has (18 plus the account's for the key, 128 for the token), never the value.
2. **The header's name or place.** Both go as headers, `X-VTEX-API-AppKey` and `X-VTEX-API-AppToken`, not in the query and
   not as `Authorization`. A proxy or a gateway may drop headers that it does not know.
3. **The account in the URL.** `https://{account}.vtexcommercestable.com.br`: the key opens its own account, another one
   only as an external key with a role there.
4. **The role lacks the resource.** Each page of VTEX's API reference names the License Manager resource that its call
   needs; Account settings > Roles shows what a role has. A 403 on one endpoint, while others work, is this.
5. **The token is not this key's.** A token cannot be read again. If it may have been renewed or mixed up, renew it: the
   appKey stays, and the old token works until you delete it.
6. **The endpoint wants a user.** Some calls take a user's session (`VtexIdclientAutCookie`) and refuse a pair; a provider's
   protocol has credentials of its own (`X-PROVIDER-API-AppKey`).
7. **Just now.** A role that was given a minute ago may not have reached every service: wait, and try again.

If all that is sure, ask VTEX's support, with the appKey (never the token), the full URL, the time, and the status.
"""

PAGE = __doc__ or ""
