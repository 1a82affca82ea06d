"""What the addresses of the product need to be visited; one that is missing here fails the matrix.

An address without varying parts needs no entry. `Visit(lambda own: {...})` names the varying parts
from somebody's belongings (tests/kits/belongings.py), `data` what a plain POST sends.
"""

from tests.kits.visits import Visit

VISITS = {
    "documents:upload_piece": Visit(lambda own: {"public_id": own.upload.public_id}),
    "documents:detail": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "documents:source": Visit(lambda own: {"public_id": own.dispatch.public_id}),
    "documents:file": Visit(lambda own: {"public_id": own.dispatch.public_id, "position": 0}),
    "documents:reading": Visit(lambda own: {"public_id": own.draft.public_id}),
    "documents:progress": Visit(lambda own: {"public_id": own.draft.public_id}),
    "documents:read_again": Visit(lambda own: {"public_id": own.refused.public_id}),
    "documents:review": Visit(lambda own: {"public_id": own.draft.public_id}),
    "documents:finds_accept": Visit(lambda own: {"public_id": own.draft.public_id}),
    "documents:find_add": Visit(lambda own: {"public_id": own.draft.public_id}),
    "documents:find": Visit(lambda own: {"public_id": own.draft_find.public_id}),
    "documents:find_decide": Visit(
        lambda own: {"public_id": own.draft_find.public_id}, data={"verdict": "yes"}
    ),
    "documents:find_edit": Visit(lambda own: {"public_id": own.draft_find.public_id}),
    "documents:phrase_settle": Visit(
        lambda own: {"public_id": own.draft_find.public_id, "resolution_id": own.resolution.pk}
    ),
    "assignments:detail": Visit(lambda own: {"public_id": own.share.public_id}),
    "assignments:accept": Visit(lambda own: {"public_id": own.new_share.public_id}),
    "assignments:report": Visit(lambda own: {"public_id": own.share.public_id}),
    "assignments:evidence": Visit(lambda own: {"public_id": own.evidence.public_id}),
    "assignments:assign": Visit(lambda own: {"public_id": own.ready.public_id}),
    "assignments:of_dispatch": Visit(lambda own: {"public_id": own.dispatch.public_id}),
}

_OWN_SIGN_IN = "concerns the visitor's own sign-in only; the package asks for it where needed"
_BEFORE_SIGN_IN = "must be reachable before anybody is signed in"

THIRD_PARTY = {
    "account_login": _BEFORE_SIGN_IN,
    "account_logout": _OWN_SIGN_IN,
    "account_inactive": _BEFORE_SIGN_IN,
    "account_signup": "closed by the adapter: nobody signs up alone",
    "account_reauthenticate": _OWN_SIGN_IN,
    "account_email": _OWN_SIGN_IN,
    "account_email_verification_sent": _BEFORE_SIGN_IN,
    "account_confirm_email": _BEFORE_SIGN_IN,
    "account_change_password": _OWN_SIGN_IN,
    "account_set_password": _OWN_SIGN_IN,
    "account_reset_password": _BEFORE_SIGN_IN,
    "account_reset_password_done": _BEFORE_SIGN_IN,
    "account_reset_password_from_key": _BEFORE_SIGN_IN,
    "account_reset_password_from_key_done": _BEFORE_SIGN_IN,
    "account_confirm_login_code": _BEFORE_SIGN_IN,
    "mfa_index": _OWN_SIGN_IN,
    "mfa_authenticate": _BEFORE_SIGN_IN,
    "mfa_reauthenticate": _OWN_SIGN_IN,
    "mfa_activate_totp": _OWN_SIGN_IN,
    "mfa_deactivate_totp": _OWN_SIGN_IN,
    "mfa_view_recovery_codes": _OWN_SIGN_IN,
    "mfa_generate_recovery_codes": _OWN_SIGN_IN,
    "mfa_download_recovery_codes": _OWN_SIGN_IN,
}
