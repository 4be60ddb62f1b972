"""Reports: functions of the database that give tables, each with a name and what may be asked."""

from t20desk.reporting.report import Report, ReportOption, report
from t20desk.reporting.running import REPORTS, find_report, read_reports, run_report

__all__ = [
    "REPORTS",
    "Report",
    "ReportOption",
    "find_report",
    "read_reports",
    "report",
    "run_report",
]
