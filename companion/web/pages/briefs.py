"""Briefs: the list, the editor with its mistakes beside the fields, and which one is in use."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from companion.model import Brief, NotFound
from companion.service import briefs
from companion.web.context import context
from companion.web.pages import brief_form, forms
from companion.web.pages.brief_form import BriefForm
from companion.web.pages.layout import show


def add_to(blueprint: Blueprint) -> None:
    """Register this module's routes."""
    blueprint.add_url_rule("/briefs", view_func=page, endpoint="briefs")
    blueprint.add_url_rule("/briefs/new", view_func=new, endpoint="new_brief")
    blueprint.add_url_rule("/briefs/new", view_func=create, endpoint="create_brief", methods=["POST"])
    blueprint.add_url_rule("/briefs/use", view_func=use, endpoint="use_brief", methods=["POST"])
    blueprint.add_url_rule("/briefs/<name>", view_func=edit, endpoint="brief")
    blueprint.add_url_rule("/briefs/<name>", view_func=save, endpoint="save_brief", methods=["POST"])
    blueprint.add_url_rule("/briefs/<name>/remove", view_func=remove, endpoint="remove_brief", methods=["POST"])


def page() -> str:
    """All briefs."""
    return show("briefs.html", briefs=briefs.all_briefs(context().store))


def new() -> str:
    """An empty editor."""
    return _editor(None, brief_form.empty())


def create() -> Response | tuple[str, int]:
    """Keep a new brief."""
    return _kept(None)


def edit(name: str) -> str:
    """The editor of one brief."""
    brief = briefs.get(context().store, name)
    return _editor(brief.name, brief_form.filled(brief))


def save(name: str) -> Response | tuple[str, int]:
    """Keep a changed brief, under its new name if it got one."""
    return _kept(briefs.get(context().store, name).name)


def use() -> Response:
    """Make a brief the one that fits are computed for."""
    here = context()
    briefs.use(here.store, forms.typed("name"), now=here.now())
    return forms.back(url_for("pages.briefs"))


def remove(name: str) -> Response:
    """Delete a brief; the editor asked for confirmation."""
    briefs.remove(context().store, name)
    return redirect(url_for("pages.briefs"), code=303)


def _kept(old: str | None) -> Response | tuple[str, int]:
    brief, form = brief_form.read(request.form)
    if "name" not in form.errors and _taken(form.values["name"], old):
        taken = "There is a brief of this name already: choose another one."
        form = BriefForm(form.values, {"name": taken, **form.errors})
    if brief is None or form.errors:
        return _editor(old, form), 400
    _keep(brief, old)
    return redirect(url_for("pages.brief", name=brief.name, saved="yes"), code=303)


def _keep(brief: Brief, old: str | None) -> None:
    """Write the brief; a renamed one takes the old one's place, in use if that was."""
    here = context()
    briefs.put(here.store, brief, now=here.now())
    if old is None or old.casefold() == brief.name.casefold():
        return
    if briefs.active(here.store) == old:
        briefs.use(here.store, brief.name, now=here.now())
    briefs.remove(here.store, old)


def _taken(name: str, old: str | None) -> bool:
    if old is not None and name.casefold() == old.casefold():
        return False
    try:
        briefs.get(context().store, name)
    except NotFound:
        return False
    return True


def _editor(name: str | None, form: BriefForm) -> str:
    saved = bool(request.args.get("saved")) and not form.errors
    return show("brief.html", name=name, form=form, labels=brief_form.LABELS, saved=saved)
