"""The one room that writes to disk: documents, observations and raw captures of one home folder.

No SQL and no TinyDB query leaves this room; everybody else speaks ``companion.store.interfaces``.
"""

from companion.store.home import HomeStore, open_store

__all__ = ["HomeStore", "open_store"]
