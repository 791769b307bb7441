/** Shapes that cross a border: the companion's answers (docs/api.md) and the messages between our own contexts. */

interface Estimate {
  value: number | null;
  low: number | null;
  high: number | null;
  level: number;
  n: number;
  unit: string;
  method: string;
  missing: string | null;
  intervals?: Record<string, [number, number]> | null;
  video_ids?: string[] | null;
  says?: string | null;
}

interface CreatorSummary {
  id: string | null;
  handle: string | null;
  name: string | null;
  followers: number | null;
  videos: number | null;
  private: boolean | null;
  state: string;
  seen_at: string | null;
}

/** Where an estimate stands; the cohort is said with its size, its market and its year. */
interface PeerRank {
  percentile: number;
  cohort: string;
  n: number;
  source: string;
}

interface Part {
  score: Estimate;
  weight: number;
  why: { says: string; moves: number; video_ids: string[] }[];
}

interface Scorecard {
  creator: CreatorSummary;
  as_of: string;
  formula_version: string;
  sample: {
    read: number;
    eligible: number;
    from: string | null;
    to: string | null;
    video_ids: string[];
    excluded: { video_id: string; reason: string }[];
  };
  estimates: Record<string, Estimate>;
  peers: Record<string, PeerRank>;
  checks: { name: string; status: string; says: string; evidence?: Record<string, unknown> }[];
  fit: { brief: string | null; score: Estimate; word: string; coverage: number; parts: Record<string, Part> };
  reconcile: { tool: string; value: number | null; formula: string; source: string; why?: string | null }[];
}

interface ShortlistEntry {
  creator_id: string | null;
  handle: string;
  stage: string;
}

interface Badge {
  multiple: Estimate;
  mark: "ad" | "shop" | "pinned" | "young" | null;
}

interface Problem {
  reader: string;
  says: string;
}

/** What the companion says about one creator. */
interface Answer {
  scorecard: Scorecard | null;
  shortlisted: ShortlistEntry | null;
  badges: Record<string, Badge>;
  problems: Problem[];
  /** How much the companion found in a capture; not in answers to other questions. */
  read: { videos: number; creators: number } | null;
}

/** What a tab showed last: what was found in it, or that it was too large to look into. */
type LastRead = { videos: number; creators: number } | { tooLarge: true };

interface Briefs {
  names: string[];
  active: string | null;
}

interface Capture {
  schema: 1;
  source: "embedded" | "api" | "dom";
  page_url: string;
  request_url: string | null;
  captured_at: string;
  body: string;
  extension: string;
}

/** How we stand with the companion. `refused` comes with its sentence; `bad` is an answer that can't be read. */
type Link = "ok" | "away" | "unpaired" | "refused" | "bad";

/** The overlay's view habits, remembered for all tabs. */
interface View {
  collapsed: boolean;
  tab: string;
}

interface Pairing {
  code: string;
  status: "waiting" | "allowed" | "gone";
}

/** The background's answer to every message. */
interface Reply {
  link: Link;
  /** The companion's own sentence, where it gave one. */
  says?: string;
  /** Captures that wait for the companion. */
  waiting: number;
  answer?: Answer;
  briefs?: Briefs;
  /** The brief that the scores are for: the picked one, else the active one. */
  brief?: string | null;
  view?: View;
  pairing?: Pairing;
  shortlisted?: ShortlistEntry | null;
  port?: number;
  lastRead?: LastRead;
}

type FromPage =
  | { type: "open"; handle: string }
  | { type: "capture"; handle: string | null; capture: Capture }
  | { type: "shortlist"; handle: string; save: boolean }
  | { type: "brief"; handle: string; name: string }
  | { type: "view"; view: View }
  | { type: "tooLarge" };

type FromAnywhere = { type: "pair" } | { type: "pairing" } | { type: "connection" } | { type: "desk" };

type FromOurPages = { type: "status"; tab?: number } | { type: "forget" } | { type: "port"; port: number | null };

type Message = FromPage | FromAnywhere | FromOurPages;

/** Sent to every tab; a tab that shows another creator ignores it. */
interface Broadcast {
  type: "shortlisted";
  handle: string;
  entry: ShortlistEntry | null;
}

/** What the tap hands over. It comes from the page's world: nothing in it can be believed. */
interface Tapped {
  url: string;
  page: string;
  body?: string;
  tooLarge?: boolean;
}
