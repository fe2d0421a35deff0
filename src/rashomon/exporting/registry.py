"""Every target by its name."""

from __future__ import annotations

from rashomon.exporting.target import Target
from rashomon.exporting.targets import csv_tables, parquet, record_json, record_lines

TARGETS: dict[str, Target] = {
    module.TARGET.name: module.TARGET for module in (record_json, record_lines, parquet, csv_tables)
}
"""In the order in which a list shows them."""
