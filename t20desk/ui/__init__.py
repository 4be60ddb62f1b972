"""What is shown: windows, pages, tables, dialogs; the only room with widgets."""

from t20desk.ui.overrides import mend_overrides

mend_overrides()
