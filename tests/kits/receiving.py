"""A report on its way through the door where it is received, as a browser sends it."""

from behoc.ground.notifications.models import Notice
from behoc.measure.reporting.models import Report, ReportReceipt, ReportVersion
from behoc.measure.reporting.services.drafting import save_answers
from tests.kits import reports

REASON = "a test looks at what was kept"
ASKS_JSON = {"Accept": "application/json", "X-Receipt": "page"}


def address(asked):
    return f"/bao-cao/{asked.public_id}/"


def saved(asked):
    return Report.objects.everything(reason=REASON).get(pk=asked.report.pk)


def receipts(asked):
    return ReportReceipt.objects.everything(reason=REASON).filter(report=asked.report)


def count_versions(asked):
    rows = ReportVersion.objects.everything(reason=REASON)
    return rows.filter(report=asked.report).count()


def notices(person, kind):
    return Notice.objects.everything(reason=REASON).filter(person=person, kind=kind)


def write(actor, asked, patch=None, *, key="giu"):
    return save_answers(
        actor,
        asked.public_id,
        revision=saved(asked).revision,
        patch=patch or reports.full(),
        key=key,
    ).revision


def send(client, asked, *, revision=1, key="mot"):
    data = {"revision": revision, "key": key}
    return client.post(address(asked) + "gui/", data, headers=ASKS_JSON)
