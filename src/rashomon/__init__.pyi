from rashomon.api import export as export
from rashomon.api import load as load
from rashomon.api import open as open
from rashomon.api import read as read
from rashomon.api import record as record
from rashomon.api import tables as tables

__version__: str
__all__: list[str]
