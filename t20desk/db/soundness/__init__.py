"""Whether a database is whole: what it should hold is compared with what it holds."""

from t20desk.db.soundness.examining import examine, examine_file, repair
from t20desk.db.soundness.findings import Finding

__all__ = ["Finding", "examine", "examine_file", "repair"]
