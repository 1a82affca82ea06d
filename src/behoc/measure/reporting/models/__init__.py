"""Forms and their editions, who reports when, reports and what became of them."""

from behoc.measure.reporting.models.compositions import Composition as Composition
from behoc.measure.reporting.models.forms import Form as Form
from behoc.measure.reporting.models.forms import FormEdition as FormEdition
from behoc.measure.reporting.models.intakes import Intake as Intake
from behoc.measure.reporting.models.intakes import IntakeFault as IntakeFault
from behoc.measure.reporting.models.reports import CellRemark as CellRemark
from behoc.measure.reporting.models.reports import Report as Report
from behoc.measure.reporting.models.reports import ReportReceipt as ReportReceipt
from behoc.measure.reporting.models.reports import ReportVersion as ReportVersion
from behoc.measure.reporting.models.reviews import DossierPaper as DossierPaper
from behoc.measure.reporting.models.reviews import PhaseReview as PhaseReview
from behoc.measure.reporting.models.rounds import Duty as Duty
from behoc.measure.reporting.models.rounds import Round as Round
