"""The tables of observations.sqlite3, as named steps; a step that was released is never edited, only followed.

A *node* is one way in which a creator was named: by TikTok's id, by secUid alone or by handle alone. Each reading
is kept at the strongest name that it carries, and ``owner`` says which node a name belongs to today, so that
nothing has to be taken apart when a handle changes hands.
"""

from companion.store.migrations import Migration

FIRST = Migration(
    "0001 observations",
    (
        # anchor: "id:…", "sec:…" or "@handle"; owner: the node's own key unless another node owns its name.
        # shown: newest header counts with what ranks them (headers.py).
        """create table nodes (
             key integer primary key, anchor text not null unique, owner integer not null,
             seen_at integer not null, shown blob not null) strict""",
        "create index nodes_of_owner on nodes (owner)",
        # Who was seen with which "@handle" or "sec:…", and when last.
        """create table names (
             name text not null, node integer not null, seen_at integer not null,
             primary key (name, node)) strict, without rowid""",
        "create index names_of_node on names (node)",
        # The distinct sets of facts that were read, with the newest time of each; facts are joined from them.
        """create table node_claims (
             node integer not null, number integer not null, seen_at integer not null, claim blob not null,
             primary key (node, number)) strict, without rowid""",
        """create table headers (
             node integer not null, seen_at integer not null, from_profile integer not null,
             followers integer, following integer, likes integer, videos integer, claim integer not null,
             primary key (node, seen_at)) strict, without rowid""",
        # One row per creator, for lists; facts: the merged Creator as JSON.
        """create table listing (
             node integer primary key, seen_at integer not null, handle text, search text not null,
             followers integer, fit real, engagement_rate real, typical_views real, facts blob not null) strict""",
        *(
            f"create index listing_by_{column} on listing ({column})"
            for column in ("seen_at", "handle", "followers", "fit", "engagement_rate", "typical_views")
        ),
        """create table scorecards (
             node integer primary key, as_of text not null, scorecard blob not null) strict""",
        # facts: the merged Video as JSON, without its counts; posted: for "newest first".
        """create table videos (
             key integer primary key, id text not null unique, node integer not null, posted integer not null,
             facts blob not null) strict""",
        "create index videos_of_node on videos (node, posted desc, id desc)",
        """create table video_claims (
             video integer not null, number integer not null, claim blob not null,
             primary key (video, number)) strict, without rowid""",
        # The newest time of each claim, where there are several: every reading moves it, and small rows share few
        # pages. An only claim is as old as the tally's newest observation (or as this, where it is newer).
        """create table video_claim_times (
             video integer not null, number integer not null, seen_at integer not null,
             primary key (video, number)) strict, without rowid""",
        "create table latest (video integer primary key, tally blob not null) strict",
        """create table observations (
             node integer not null, seen_at integer not null, video integer not null, source integer not null,
             dated_by integer not null, views integer, likes integer, comments integer, shares integer,
             saves integer, claim integer not null, primary key (node, seen_at, video)) strict, without rowid""",
        "create table totals (name text primary key, total integer not null) strict, without rowid",
        "insert into totals values ('creators', 0), ('videos', 0)",
    ),
)

COMMENTS = Migration(
    "0002 comments",
    (
        # video: TikTok's id, since comments may be read before their video; page: its figures (CommentPage).
        """create table comment_pages (
             video text not null, starts integer not null, seen_at integer not null, page blob not null,
             primary key (video, starts, seen_at)) strict, without rowid""",
    ),
)

FORECASTS = Migration(
    "0003 forecasts",
    (
        # What was shown, and when; marks are computed from the observations.
        """create table forecasts (
             node integer not null, made_at integer not null, forecast blob not null,
             primary key (node, made_at)) strict, without rowid""",
        # One row per creator to learn from; lessons: the one row with what was fitted on them, and how many
        # traces changed since.
        "create table traces (node integer primary key, trace blob not null) strict",
        """create table lessons (
             only_one integer primary key check (only_one = 1), version text not null, made_at integer not null,
             changed integer not null, lesson blob not null) strict""",
        "insert into lessons values (1, '', 0, 0, x'')",
    ),
)

LIBRARY_SOUND = (
    "case when length(facts) > 2 and json_extract(cast(facts as text), '$.sound.original') = 0 "
    "then json_extract(cast(facts as text), '$.sound.id') end"
)
"""The id of a video's sound unless it is an original one, for `videos_by_sound`: part of a released step.

Facts are empty between a video's insert and its update.
"""

SOUNDS = Migration(
    "0004 sounds",
    (
        # For "who used this sound first"; most videos have a sound of their own and are left out.
        f"""create index videos_by_sound on videos ({LIBRARY_SOUND}, node, posted)
            where {LIBRARY_SOUND} is not null""",
    ),
)

MARKS = Migration(
    "0005 marks",
    (
        # One row per creator that something was forecast about. Each reading of the creator raises `changes`;
        # `marked` is the count that the marks were computed at. beyond, newest and read are theirs, for lists.
        """create table marks (
             node integer primary key, changes integer not null, marked integer not null, marks blob not null,
             beyond real, newest integer, read integer) strict""",
        "create index marks_due on marks (node) where changes <> marked",
        *(f"create index marks_by_{name} on marks ({name})" for name in ("beyond", "newest", "read")),
        """insert into marks (node, changes, marked, marks) select distinct owner, 1, 0, x'' from forecasts
             join nodes on nodes.key = forecasts.node""",
        # Videos that can still be read in time to mark forecasts.
        """create table awaited (
             node integer not null, days integer not null, video text not null, opens integer not null,
             closes integer not null, forecasts integer not null, primary key (node, days, video))
             strict, without rowid""",
        "create index awaited_by_closing on awaited (closes, opens, days, forecasts)",
        # The marks of all creators added up.
        "create table mark_sums (only_one integer primary key check (only_one = 1), sums blob not null) strict",
        "insert into mark_sums values (1, x'5b5d')",
        # The last back-test over what this home has read.
        """create table backtests (
             only_one integer primary key check (only_one = 1), made_at integer not null, body blob not null)
             strict""",
    ),
)

HASHTAGS = Migration(
    "0006 hashtags",
    (
        # One creator's use of one hashtag (TagUse), for "who began with it when"; made anew with each trace.
        """create table tag_uses (
             tag text not null, node integer not null, first integer not null, uses integer not null,
             since integer not null, until integer not null, primary key (tag, node)) strict, without rowid""",
        "create index tag_uses_of_node on tag_uses (node)",
    ),
)

LISTS = Migration(
    "0007 lists",
    (
        # What the kept scorecard was made with (MadeWith): brief and formulas, and what was learned by then.
        "alter table listing add column made_for text",
        "alter table listing add column lesson integer",
        "create index listing_by_making on listing (made_for, lesson)",
    ),
)

MIGRATIONS = (FIRST, COMMENTS, FORECASTS, SOUNDS, MARKS, HASHTAGS, LISTS)
