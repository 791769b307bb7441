"""Commands about what the marketer decided: shortlist and briefs."""

from pathlib import Path

import click
import msgspec

from companion.cli import output
from companion.cli.data import JSON_FLAG
from companion.cli.desk import now, opened
from companion.model import Brief, InvalidInput, unfit
from companion.service import briefs, shortlist


@click.group("shortlist", invoke_without_command=True)
@click.option("--list", "list_name", metavar="NAME", help="Only this list; with add, put the creator on it.")
@JSON_FLAG
@click.pass_context
def shortlist_command(context: click.Context, list_name: str | None, json_wanted: bool) -> None:
    """Show the shortlist, add a creator or remove one.

    Example: fitlens shortlist --list "Autumn launch" add @mira.bakes.slow
    """
    context.obj = list_name
    if context.invoked_subcommand is not None:
        return
    with opened() as store:
        entries = shortlist.entries(store, list_name=list_name)
    if json_wanted:
        output.as_json(entries)
    elif not entries:
        click.echo("The shortlist is empty: click Save on a creator's profile.")
    else:
        output.table(
            ("Creator", "Stage", "Lists", "Added", "Notes"),
            (
                (f"@{e.handle}", e.stage.replace("_", " "), ", ".join(e.lists), e.added_at[:10], e.notes)
                for e in entries
            ),
        )


@shortlist_command.command("add")
@click.argument("handle")
@click.option("--list", "list_name", metavar="NAME", help="Put the creator on this list.")
@JSON_FLAG
@click.pass_obj
def shortlist_add(named_before: str | None, handle: str, list_name: str | None, json_wanted: bool) -> None:
    """Add a creator that was read.

    Example: fitlens shortlist add @mira.bakes.slow --list "Autumn launch"
    """
    list_name = named_before if list_name is None else list_name
    own = () if list_name is None else _lists((list_name,))
    with opened() as store:
        entry = shortlist.put(store, handle, now=now())
        if not set(own) <= set(entry.lists):
            change = shortlist.EntryChange(lists=_lists((*entry.lists, *own)))
            entry = shortlist.put(store, handle, change, now=now())
    _say(entry, f"@{entry.handle} is on the shortlist.", json_wanted)


@shortlist_command.command("remove")
@click.argument("handle")
@click.option("--list", "list_name", metavar="NAME", help="Take the creator off this list only.")
@JSON_FLAG
@click.pass_obj
def shortlist_remove(named_before: str | None, handle: str, list_name: str | None, json_wanted: bool) -> None:
    """Remove a creator; adding them again within 30 days brings stage and notes back.

    Example: fitlens shortlist remove @mira.bakes.slow
    """
    list_name = named_before if list_name is None else list_name
    with opened() as store:
        if list_name is not None:
            kept = tuple(name for name in shortlist.get(store, handle).lists if name != list_name)
            entry = shortlist.patch(store, handle, shortlist.EntryChange(lists=kept))
            said = f"@{entry.handle} is no longer on the list “{output.plain(list_name)}”."
        else:
            entry = shortlist.remove(store, handle, now=now())
            said = f"@{entry.handle} is off the shortlist; adding them again brings stage and notes back."
    _say(entry, said, json_wanted)


@click.group("brief")
def brief_command() -> None:
    """Write and choose briefs: what you sell, in which words.

    Example: fitlens brief set "Crumb & Co." --keyword sourdough --hashtag breadtok --language en
    """


@brief_command.command("list")
@JSON_FLAG
def brief_list(json_wanted: bool) -> None:
    """List the briefs; the active one has a star.

    Example: fitlens brief list --json
    """
    with opened() as store:
        found, active = briefs.all_briefs(store), briefs.active(store)
    if json_wanted:
        output.as_json(found)
    elif not found:
        click.echo('No brief yet: fitlens brief set "My brand" --keyword WORD')
    else:
        output.table(
            ("", "Brief", "Keywords", "Hashtags"),
            (
                ("*" if b.name == active else "", b.name, ", ".join(b.keywords), ", ".join(b.hashtags))
                for b in found
            ),
        )


@brief_command.command("show")
@click.argument("name")
def brief_show(name: str) -> None:
    """Print a brief as JSON.

    Example: fitlens brief show "Crumb & Co."
    """
    with opened() as store:
        output.as_json(briefs.get(store, name))


@brief_command.command("set")
@click.argument("name")
@click.option(
    "--from", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE.json"
)
@click.option("--keyword", "keywords", multiple=True, metavar="W", help="A word creators should use; repeatable.")
@click.option("--hashtag", "hashtags", multiple=True, metavar="H", help="A hashtag; repeatable.")
@click.option("--exclude", "exclude", multiple=True, metavar="W", help="A word that rules creators out.")
@click.option(
    "--language", "languages", multiple=True, metavar="L", help="A language code such as en; repeatable."
)
def brief_set(name: str, source: Path | None, **terms: tuple[str, ...]) -> None:
    """Create a brief, or change the parts that are given.

    Example: fitlens brief set "Crumb & Co." --keyword sourdough --hashtag breadtok --language en
    """
    given: dict[str, object] = {field: value for field, value in terms.items() if value}
    with opened() as store:
        known = any(name.casefold() == brief.name.casefold() for brief in briefs.all_briefs(store))
        start: dict[str, object] = msgspec.to_builtins(briefs.get(store, name)) if known else {}
        if source is not None:
            start = _object_in(source)
        try:
            brief = msgspec.convert({**start, **given, "name": name}, Brief, strict=True)
        except msgspec.ValidationError as error:
            raise InvalidInput(f"This brief can't be used: {unfit.sentence(error)}.") from error
        briefs.put(store, brief, now=now())
    click.echo(f"The brief “{brief.name}” is kept.")


@brief_command.command("remove")
@click.argument("name")
def brief_remove(name: str) -> None:
    """Delete a brief.

    Example: fitlens brief remove "Crumb & Co."
    """
    with opened() as store:
        briefs.remove(store, name)
    click.echo(f"The brief “{name}” is deleted.")


@brief_command.command("use")
@click.argument("name")
def brief_use(name: str) -> None:
    """Make a brief the active one.

    Example: fitlens brief use "Crumb & Co."
    """
    with opened() as store:
        briefs.use(store, name, now=now())
    click.echo(f"Creators are now scored for “{name}”.")


def _lists(names: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return msgspec.convert(names, shortlist.Labels)
    except msgspec.ValidationError as error:
        says = "The name of a list has 1 to 80 characters, and a creator is on 50 lists at most."
        raise InvalidInput(says) from error


def _object_in(source: Path) -> dict[str, object]:
    try:
        return msgspec.json.decode(source.read_bytes(), type=dict[str, object])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidInput(f"{source} holds no brief that I can use: {unfit.sentence(error)}.") from error


def _say(entry: object, sentence: str, json_wanted: bool) -> None:
    if json_wanted:
        output.as_json(entry)
    else:
        click.echo(sentence)


COMMANDS = (shortlist_command, brief_command)
