"""Every target by its name."""

from __future__ import annotations

from rashomon.exporting.target import Target
from rashomon.exporting.targets import (
    acled,
    bibliography,
    claimreview,
    csv_tables,
    eventreport,
    ftm,
    geojson,
    hxl,
    parquet,
    plover,
    prov,
    record_json,
    record_lines,
    ucdp_ged,
    web_annotations,
)

_RECORD = (record_json, record_lines, parquet, csv_tables)
_EVENTS = (acled, ucdp_ged, plover, eventreport, hxl, geojson)
_LINKED = (ftm, web_annotations, claimreview, prov)
_ALL = [module.TARGET for module in (*_RECORD, *_EVENTS, *_LINKED)] + [bibliography.BIBTEX, bibliography.RIS]
TARGETS: dict[str, Target] = {target.name: target for target in _ALL}
"""In the order in which a list shows them."""
