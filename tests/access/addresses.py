"""What the addresses of the product need to be visited; one that is missing here fails the matrix.

An address without varying parts needs no entry. `Visit(lambda own: {...})` names the varying parts
from somebody's belongings (tests/kits/belongings.py), `data` what a plain POST sends.
"""

from tests.kits.visits import Visit

VISITS: dict[str, Visit] = {}

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
