"""Charter: the few ways in which a request can be refused; the middleware makes pages of them.

Every error carries one Vietnamese sentence for the person: what is wrong, where, what to do. It
stays a template and its facts until it is shown, so that kernel.speech can say it in any language.
"""

from behoc.kernel.words import gettext_noop, sentence


class Refusal(Exception):
    """Base of all refusals: an HTTP status and a sentence for the person."""

    status = 400
    template = gettext_noop("Yêu cầu này không thực hiện được. Anh/chị kiểm lại rồi làm lại.")

    def __init__(self, template: str | None = None, /, **facts: object) -> None:
        self.template = template or type(self).template
        self.facts = facts
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """What is said, in Vietnamese: for logs and the console; screens use kernel.speech."""
        return str(sentence(self.template, **self.facts))


class NotAllowed(Refusal):
    """The person sees the thing but may not do this with it (403)."""

    status = 403
    template = gettext_noop(
        "Vai trò hiện tại không được làm việc này. "
        "Anh/chị chuyển vai trò hoặc hỏi người quản trị của cơ quan mình."
    )


class NotFound(Refusal):
    """It does not exist or is out of reach: the two look the same (404)."""

    status = 404
    template = gettext_noop("Không tìm thấy trang này trong phạm vi của anh/chị.")


class Conflict(Refusal):
    """Somebody else changed it meanwhile, or it was done already (409)."""

    status = 409
    template = gettext_noop(
        "Nội dung đã thay đổi sau khi anh/chị mở trang. Tải lại trang rồi làm tiếp."
    )


class RuleBroken(Refusal):
    """The request is well formed but a rule forbids it (422)."""

    status = 422


class TooMany(Refusal):
    """Too many attempts in a short time (429)."""

    status = 429
    template = gettext_noop("Thử quá nhiều lần. Anh/chị đợi ít phút rồi thử lại.")
