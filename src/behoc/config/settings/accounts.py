"""How people sign in; the product's own screens, throttle and adapter around django-allauth."""

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/tai-khoan/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/tai-khoan/login/"

ACCOUNT_ADAPTER = "behoc.ground.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Failures count per account and device (accounts.services); a count per address would lock out
# a whole commune that shares one.
ACCOUNT_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Bể Học"
MFA_ADAPTER = "behoc.ground.accounts.adapters.SecondFactorAdapter"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "behoc.ground.accounts.forms.SignInForm",
    "change_password": "behoc.ground.accounts.forms.NewPasswordForm",
    "reauthenticate": "behoc.ground.accounts.forms.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "behoc.ground.accounts.forms.CodeForm",
    "reauthenticate": "behoc.ground.accounts.forms.CodeAgain",
    "activate_totp": "behoc.ground.accounts.forms.ActivateForm",
}
