"""Every target by its name."""

from __future__ import annotations

from rashomon.exporting.target import Target
from rashomon.exporting.targets import (
    acled,
    csv_tables,
    eventreport,
    geojson,
    hxl,
    parquet,
    plover,
    record_json,
    record_lines,
    ucdp_ged,
)

_MODULES = (record_json, record_lines, parquet, csv_tables, acled, ucdp_ged, plover, eventreport, hxl, geojson)
TARGETS: dict[str, Target] = {module.TARGET.name: module.TARGET for module in _MODULES}
"""In the order in which a list shows them."""
