/** What the overlay's files share. */

/** A page whose rendered parts can be read. */
interface Place {
  kind: "profile" | "cards" | "video";
  key: string;
  handle: string | null;
}

interface OverlayModel {
  handle: string;
  /** `null` until the background answered. */
  link: Link | null;
  says: string | null;
  waiting: number;
  scorecard: Scorecard | null;
  problems: Problem[];
  shortlisted: ShortlistEntry | null;
  briefs: Briefs;
  brief: string | null;
  view: View;
  pairing: Pairing | null;
  /** Something of this creator was read in this visit. */
  captured: boolean;
  /** One of the page's lists was larger than what is read. */
  tooLarge: boolean;
  /** Nothing came for so long that it should be said. */
  slow: boolean;
  /** What the last click could not do. */
  trouble: string | null;
}

interface OverlayActions {
  save(): void;
  expand(): void;
  tab(name: string): void;
  brief(name: string): void;
  connect(): void;
  connection(): void;
  desk(): void;
  retry(): void;
}

type StripParts = {
  card: Scorecard;
  model: OverlayModel;
  actions: OverlayActions;
  evidence: ReturnType<typeof Evidence.attach>;
};
