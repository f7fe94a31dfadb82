"""The pair looks correct, and VTEX still answers 401 or 403.

Work through this page from the top: each step rules out one cause. Its statements about VTEX are from VTEX's own pages;
`docs/facts.md` lists each statement with its source and the date on which it was read. The last column of the two tables
below is the statement's id in that list.

## 1. Check the role
[VTEX's FAQ](https://help.vtex.com/en/faq/why-doesnt-authentication-with-appkey-and-apptoken-work) names two causes, and
this one first: the key has no role, or a role without the resource that the call needs. The other is a mistyped value.

1. In the Admin click your avatar, *Account settings > API keys* (*Configurações da conta > Chaves de API*; *Configuración
   de la cuenta > Claves de API*). The key must be in the list, its status *Active*, and its roles not empty. A new key
   [has no role](https://help.vtex.com/en/docs/tutorials/generated-keys) unless one was selected.
2. `vtexlint explain access GET https://...` shows which License Manager resource the call needs, as its page in the
   [API reference](https://developers.vtex.com/docs/api-reference) names it, and which predefined roles have it; with
   `--account FILE`, which of the account's keys have such a role. *Account settings > Roles* shows which resources a role
   has.
3. No role has every resource. Owner (Admin Super)
   [does not have *Save user*](https://help.vtex.com/en/announcements/2023-02-03-the-owner-admin-super-user-role-no-longer-has-permission-to-create-users),
   for example.

Did it work until a certain date? VTEX has changed which permission a call needs:

```text
from        change                                                             statement
2021-01-06  new keys no longer get the role Owner (Admin Super)                owner-by-default
2023-02-03  Owner (Admin Super) loses the resource Save user                   owner-role
2025-04-01  payment notifications need the resource Payments Notification;     payments-notification
            only the Sponsor user got the role with it (Payments Notifier)
2025-08-07  Edit Admin Users and View Admin Users replace Save user, Find      admin-users
            user by email and others; roles were extended, the old ones work
2026-03-01  Seller Register and Marketplace Network need View Seller, Save     seller-register
            Seller, Access the Marketplace Network
```

Sources:
[2021-01-06](https://help.vtex.com/en/announcements/2021-01-06-new-appkeys-will-not-have-a-predefined-role),
[2025-04-01](https://developers.vtex.com/updates/release-notes/2025-03-10-payments-gateway-api-new-permission-required-for-approving-payments),
[2025-08-07](https://help.vtex.com/en/announcements/2025-08-07-license-manager-new-resources-for-managing-admin-users),
[2026-03-01](https://developers.vtex.com/updates/release-notes/2025-12-23-granular-permissions-seller-marketplace-api).

## 2. Test the pair without your program
Where your program runs, check the length of both values:

```sh
printf %s "$VTEX_APP_KEY" | wc -c      # 18, plus the length of the account name
printf %s "$VTEX_APP_TOKEN" | wc -c    # 128
```

Then send the failing request with curl. This prints only the status; the values are not printed, and not visible in the
process list:

```sh
printf 'header = "X-VTEX-API-AppKey: %s"\\nheader = "X-VTEX-API-AppToken: %s"\\n' "$VTEX_APP_KEY" "$VTEX_APP_TOKEN" |
  curl -sS -o /dev/null -w '%{http_code}\\n' -K - 'https://fakestore.vtexcommercestable.com.br/api/...'
```

- Below 400: the pair is correct, and your program sends something else.
- The same status, but 200 for another operation that the role allows: the pair is correct, and the role lacks a resource.
- The same status for every operation: continue with the next steps.

## 3. Read the status
VTEX does not use 401 and 403 consistently. Its pages state:

```text
service           status      cause                                            statement
every service     401         credentials are missing or incorrect             status-codes
every service     401         or the key lacks roles or permissions            first-request
every service     403         the role does not allow the call                 status-codes
Payment Policies  401 or 403  the key lacks ManageStore or ViewPayments        payment-policies
Seller Register   403         the key lacks a resource (see 2026-03-01)        seller-register
Storefront Roles  403         the feature is not enabled for the account       feature-not-enabled
Gift Card Hub     401         the provider needs more than 15 seconds          gift-card-timeout
FastStore         401         the same user token as a cookie and as a header  user-token-twice
Checkout          ORD062      authentication is required                       ord062
```

Sources: [response codes](https://developers.vtex.com/docs/guides/api-response-codes),
[first request](https://developers.vtex.com/docs/guides/making-your-first-request),
[payment policies](https://developers.vtex.com/docs/guides/using-payment-policies),
[storefront roles](https://developers.vtex.com/docs/guides/custom-storefront-roles-and-resources),
[known issue 1416045](https://help.vtex.com/known-issues/giftcard-hub-timeout-returned-as-401-unauthorized),
[FastStore 4.3.0](https://github.com/vtexdocs/dev-portal-content/blob/main/docs/release-notes/2026-06-23-faststore-release-notes-4-3-0.md),
[checkout errors](https://developers.vtex.com/docs/guides/checkout-error-codes).

## 4. Did vtexlint see the pair?
`vtexlint check FILE` ends with a count: `no findings in 1 config file; 2 credentials, 1 pair`. If it shows 0 credentials,
either vtexlint does not know the names (add them to `extra-key-names` and `extra-token-names` in the settings), or your
program reads another file. A file that contains only references (`${VTEX_APP_TOKEN}`, a secret store) has no values to
check: check the file, or the store, that contains them.

If vtexlint saw the pair in the file that your program reads, and has no findings, then:

- The values have no extra spaces, invisible characters, lookalike characters, quotes or header names
  (`surrounding-whitespace`, `inner-whitespace`, `invisible-character`, `lookalike-character`, `stray-delimiter`).
- Upper and lower case are correct (`key-casing`, `token-casing`), and so are length and characters (`malformed-key`,
  `malformed-token`).
- Each value is in its own field, of the right kind, and not base64-encoded where plain text is expected
  (`swapped-values`, `same-value`, `wrong-credential`, `wrong-encoding`).
- In a request, the headers have the names that VTEX reads (`header-name`).
- The appKey and the appToken are both set, once, under names that belong together (`missing-token`, `missing-key`,
  `misspelled-name`, `empty-value`, `duplicate-name`, `unfilled-placeholder`).
- No other checked file has another token for the same key (`conflicting-pair`). The key is for the account that the file
  names (`account-mismatch`), and that is an account name (`account-name`).
- The host is one that VTEX has (`unknown-host`), and a session token has not expired (`session-token`).
- The loaders of `.env` files that the settings list read the lines the same way (`loader-dependent-value`).

## 5. Check the account with a snapshot
A config file does not show what the account knows about the key. vtexlint never sends a request, so save the answer
yourself and pass it with `--account FILE`, once for each file; `vtexlint account show FILE` prints what vtexlint read from
it. vtexlint then also reports a key that does not exist (`unknown-key`), is deactivated or blocked (`inactive-key`), has
no role (`unlinked-key`), lacks a role that your settings or a request require (`insufficient-role`), or is for an account that VTEX has
deactivated (`inactive-account`). Other findings: a role with too many permissions (`overprivileged-key`), a token overdue
for renewal (`stale-token`), and two valid tokens (`unfinished-renewal`).

A snapshot contains no secret: these answers have `appToken: null`. It shows which keys exist, so share it only like a list
of users.

**From the Admin**, one file with everything (keys, roles, states, token dates, external keys): click your avatar, *Account
settings > API keys*, [*Export*](https://help.vtex.com/en/docs/tutorials/exporting-api-keys). This needs the role User
Administrator - RESTRICTED, or a role with the resource *View API Keys*. A sheet saved as CSV also works.

**From the API**, with a pair of the account, one file for each answer, as the
[reference](https://developers.vtex.com/docs/api-reference/license-manager-api) documents it:

```text
GET https://{account}.vtexcommercestable.com.br/api/vlm/account
    resource "Save account"; shows whether the account and each key are active, and which keys are blocked.
    Answers only to hosts that the store's settings list.
GET https://{account}.vtexcommercestable.com.br/api/vlm/appkeys
    resource "Save user", which the owner role lacks; shows the keys and whether they are active
GET https://{account}.vtexcommercestable.com.br/api/license-manager/users/{id}/roles
    resource "Find user by email", which no predefined role has; shows the roles of one key. VTEX does not
    document which id of a key goes into the path; its example has 32 hexadecimal digits, as the ids of
    /api/vlm/account. The answer does not contain the key, so add it:
    {"account": "fakestore", "roles": {"vtexappkey-fakestore-AAAAAA": [{"id": 12, "name": "Catalog integration"}]}}
```

Then, for example:

```text
vtexlint check --account export.xlsx
vtexlint check --account account.json --account roles.json
```

To use it in every run, add it to the settings (`account-snapshots = ["export.xlsx"]`), and list there which roles your
keys need (`required-roles`).

## 6. Other causes
1. **The program reads other values.** Another file, an environment variable that was set before, an old container, a CI
   secret. Let it print the *length* of its values (see step 2), never the values.
2. **The name or place of the headers.** VTEX reads two
   [headers](https://developers.vtex.com/docs/guides/api-authentication-using-api-keys), `X-VTEX-API-AppKey` and
   `X-VTEX-API-AppToken`, in upper or lower case; not the query string and not `Authorization`. A proxy or gateway may
   remove headers that it does not know.
3. **The account in the URL.** `https://{account}.vtexcommercestable.com.br`: a key works in its own account, and in
   another one only as an [external key](https://help.vtex.com/en/docs/tutorials/external-keys) with a role there.
4. **The token belongs to another key.** A token is shown once and cannot be displayed again. If it may have been
   [renewed](https://help.vtex.com/en/docs/tutorials/renewing-api-tokens) or mixed up: *Renew token* (the appKey stays the
   same, the old token still works), deploy the new one everywhere, then *Delete old token*. *Undo Renewal* makes the
   old token the only one again, if it was not deleted.
5. **The endpoint needs a user.** 80 of the 1,062 operations in VTEX's
   [specifications](https://github.com/vtex/openapi-schemas) list a user's token (`VtexIdclientAutCookie`) and no pair
   (`vtexlint explain access` says whether yours is one). A provider's protocol has its own credentials (`X-PROVIDER-API-AppKey`).
6. **The change is recent.** A role that was added a minute ago may not have reached every service: wait, and try again.

If none of this helps, ask VTEX support. Send the appKey (never the token), the full URL, the time, and the status.

Who may create and renew keys: users with the role User Administrator - RESTRICTED, or a role with *Edit API Keys* and
*Renew API token* ([API keys](https://help.vtex.com/en/docs/tutorials/api-keys)). Since 2021 this is
[not limited to the Sponsor user](https://help.vtex.com/en/announcements/2021-08-19-improvements-in-application-key-management),
although the FAQ still says so.
"""

PAGE = __doc__ or ""
