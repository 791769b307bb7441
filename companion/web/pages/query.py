"""What a list shows and in which order, as its address says it."""

from typing import Any, Self

import msgspec
from flask import request


class ListQuery(msgspec.Struct, frozen=True, kw_only=True):
    """One view of a list; defaults are left out of addresses. A list adds its own filters to these fields."""

    q: str = ""
    sort: str = ""
    order: str = "down"
    page: int = 1

    @classmethod
    def asked(cls, sorts: tuple[str, ...], **filters: str) -> Self:
        """The query of this request; what makes no sense in it is ignored, since addresses are kept and edited."""
        wanted = request.args
        return cls(
            q=wanted.get("q", "")[:200].strip(),
            sort=wanted["sort"] if wanted.get("sort") in sorts else sorts[0],
            order="up" if wanted.get("order") == "up" else "down",
            page=page_number(),
            **filters,
        )

    def with_(self, **changes: Any) -> dict[str, Any]:
        """The query values of the same view with something changed, at its first page unless one is named."""
        changed = msgspec.structs.replace(self, **{"page": 1, **changes})
        fields = msgspec.structs.fields(type(self))
        return {f.name: getattr(changed, f.name) for f in fields if getattr(changed, f.name) != f.default}

    def sorted_by(self, sort: str) -> dict[str, Any]:
        """The query values of a column's link: a second click turns the order round."""
        turned = self.sort == sort and self.order == "down"
        return self.with_(sort=sort, order="up" if turned else "down")


def page_number() -> int:
    """The page that the address asks for; the first one if it makes no sense."""
    asked = request.args.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 and int(asked) > 0 else 1
