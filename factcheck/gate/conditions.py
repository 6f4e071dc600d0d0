"""The tests of the rules: each says in a sentence what is the matter, or nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from factcheck.gate.case import Case, Piece
from factcheck.gate.people import last_decisions, reviewed
from factcheck.models import Action, Decision, is_anonymous
from factcheck.report.phrasing import count, listing
from factcheck.review.entries import checksum
from factcheck.review.standing import SETTLING
from factcheck.sourcing import RULES_VERSION

if TYPE_CHECKING:
    from factcheck.gate.policy import RuleSettings

__all__ = ["ClaimTest", "PieceTest"]

PieceTest = Callable[[Piece, "RuleSettings"], str | None]
ClaimTest = Callable[[Piece, Case, "RuleSettings"], str | None]

_STRENGTH = {"none": 0, "weak": 1, "moderate": 2, "strong": 3}
_NUMBERED = re.compile(r"c(\d{1,9})")
_MOST_NAMED = 8


# The piece as a whole


def text_changed(piece: Piece, _: RuleSettings) -> str | None:
    """The article is another text by now."""
    return "The article on disk is not the text that the file was checked on." if piece.text_changed else None


def article_missing(piece: Piece, _: RuleSettings) -> str | None:
    """The article cannot be looked at."""
    return None if piece.article is not None else piece.trouble or "The article was not found."


def deleted_claims(piece: Piece, _: RuleSettings) -> str | None:
    """Numbers are minted one after another and never taken out by a run."""
    numbers = {int(found[1]) for claim in piece.annotation.claims if (found := _NUMBERED.fullmatch(claim.id))}
    width = max((len(claim.id) for claim in piece.annotation.claims if _NUMBERED.fullmatch(claim.id)), default=4) - 1
    missing = (number for number in range(1, max(numbers, default=0)) if number not in numbers)
    gone = [f"c{number:0{width}d}" for number in islice(missing, _MOST_NAMED + 1)]
    if not gone:
        return None
    named = gone[:_MOST_NAMED] + (["others"] if len(gone) > _MOST_NAMED else [])
    return f"{listing(named)} {'is' if len(named) == 1 else 'are'} not in the file, though numbers are never left out."


def no_claims(piece: Piece, _: RuleSettings) -> str | None:
    """Nothing to judge."""
    return None if piece.cases else "No claim of the article is in the file."


def nothing_read(piece: Piece, _: RuleSettings) -> str | None:
    """The whole of it is in another language."""
    left_out, article = piece.annotation.article.left_out, piece.article
    if not left_out or piece.cases or (article is not None and article.asserting_blocks):
        return None
    return f"Nobody looked for claims in any of its paragraphs: {left_out}."


def unread_text(piece: Piece, _: RuleSettings) -> str | None:
    """Paragraphs in another language."""
    left_out = piece.annotation.article.left_out
    return f"Paragraphs that nobody looked for claims in: {left_out}." if left_out else None


def share_reviewed(piece: Piece, settings: RuleSettings) -> str | None:
    """Too few claims are settled by a person."""
    due = [case for case in piece.cases if case.worth(settings.check_worthiness)]
    done = sum(reviewed(piece, case, settings.by or "reviewer") for case in due)
    least = settings.at_least or 0.0
    if not due or done / len(due) >= least:
        return None
    which = (
        f"{count(len(due), 'claim')}{f' with check-worthiness {settings.check_worthiness} or more' if settings.check_worthiness else ''}"
    )
    return f"{done} of {which} reviewed, {done / len(due):.0%}; the policy wants {least:.0%}."


# What the file says of a claim


def altered_findings(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """The machine block does not fit its own checksum."""
    return "What factcheck found was changed by hand: it does not fit its checksum." if case.altered_findings else None


def misplaced(piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """The article has other words there."""
    return None if piece.stands_there(case.claim) else "The article does not have these words where the file says."


def dropped(piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """Marked as gone, yet the words are there."""
    if piece.article is None or piece.text_changed or not piece.stands_there(case.claim):
        return None
    return "It is marked as absent, but the article still has its words."


def unchecked(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """Never compared with evidence."""
    return None if case.checked or case.claim.added_by else "It was never compared with any evidence."


def unchecked_addition(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """Added by a person, and never compared with evidence."""
    return f"{case.claim.added_by} added it, and nobody has checked it." if case.claim.added_by and not case.checked else None


def edited(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """Changed by a person."""
    return "Its words, text, sources or kind were changed since factcheck read it." if case.touched else None


def outdated(piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """Checked by other rules or models than the rest."""
    machine = case.claim.machine
    if machine is None or not case.checked:
        return None
    models = [{"role": model.role, "name": model.name, "sha256": model.sha256} for model in piece.annotation.models]
    made = machine.versions
    if (
        made is None
        or (made.models is not None and made.models != checksum({"models": models}))
        or made.rules != piece.annotation.rules_version
    ):
        return "It was checked by other models or rules than the file names."
    if made.rules.partition("+")[0] != RULES_VERSION:
        return f"It was graded by version {made.rules} of the sourcing rules; this factcheck has {RULES_VERSION}."
    return None


def merge_conflict(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """Two people changed one field in two ways."""
    fields = [entry.field for entry in case.claim.conflicts]
    return f"Unsettled since a merge: {listing(list(dict.fromkeys(fields)))}." if fields else None


# What was found about it


def refuted(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """The evidence says otherwise, or a person does."""
    return _label(case, "support", "refuted")


def conflicting(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """Some evidence backs it, some contradicts it."""
    return _label(case, "support", "conflicting")


def misattributed(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """Somebody else said it."""
    return _label(case, "attribution", "misattributed")


def altered(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """The source said something else."""
    return _label(case, "attribution", "altered")


def quotation_not_found(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """A direct quotation that the evidence does not have."""
    return _label(case, "attribution", "not_found") if case.claim.mode in {"direct", "mixed"} else None


def not_enough_evidence(_piece: Piece, case: Case, settings: RuleSettings) -> str | None:
    """Nothing decides."""
    return _label(case, "support", "not_enough_evidence") if case.worth(settings.check_worthiness) else None


def _label(case: Case, verdict: str, label: str) -> str | None:
    """What factcheck or a person says, where either says this."""
    by_machine, by_people = getattr(case.found, verdict) == label, getattr(case.stands, verdict) == label
    machine = case.claim.machine
    reading = getattr(machine, verdict) if machine else None
    if by_machine and reading is not None:
        return str(reading.why) or f"factcheck found it {label.replace('_', ' ')}."
    if by_people and case.stands.decision is not None:
        return f"{case.stands.decision.by} found it {label.replace('_', ' ')}."
    return None


def sure_mismatch(_piece: Piece, case: Case, settings: RuleSettings) -> str | None:
    """A passage gives a detail differently, surely."""
    return _mismatch(case, settings, sure=True)


def possible_mismatch(_piece: Piece, case: Case, settings: RuleSettings) -> str | None:
    """A passage seems to give a detail differently."""
    return _mismatch(case, settings, sure=False)


def _mismatch(case: Case, settings: RuleSettings, *, sure: bool) -> str | None:
    entries = case.claim.machine.mismatches if case.claim.machine else ()
    told = [
        f"{entry.kind}: {entry.detail} ({entry.passage})."
        for entry in entries
        if entry.sure is sure and (settings.details is None or entry.kind in settings.details)
    ]
    return " ".join(told) or None


def one_anonymous_source(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """Somebody anonymous is in the chain, and neither two independent origins nor a document that raises the grade back it."""
    unnamed = [link.source for chain in case.chains for link in chain if is_anonymous(link.kind, named=link.named)]
    sourcing = case.claim.machine.sourcing if case.claim.machine else None
    origins = sourcing.independent_origins if sourcing else 0
    raised = sourcing is not None and sourcing.with_evidence is not None and _STRENGTH[sourcing.with_evidence] > _STRENGTH[sourcing.grade]
    if not unnamed or origins > 1 or raised:
        return None
    backed = "one independent origin backs it" if origins else "no independent origin backs it"
    return f"It rests on {listing([f'“{name}”' for name in dict.fromkeys(unnamed)])}; {backed}."


def sourcing_none(_piece: Piece, case: Case, settings: RuleSettings) -> str | None:
    """No source."""
    return _graded(case, settings, "none")


def sourcing_weak(_piece: Piece, case: Case, settings: RuleSettings) -> str | None:
    """A weak source."""
    return _graded(case, settings, "weak")


def _graded(case: Case, settings: RuleSettings, grade: str) -> str | None:
    """The grade that stands, as the evidence raises or limits it unless a person says otherwise."""
    sourcing = case.claim.machine.sourcing if case.claim.machine else None
    stands = case.stands.sourcing
    if sourcing is not None and stands == sourcing.grade and sourcing.with_evidence is not None:
        stands = sourcing.with_evidence
    if stands != grade or case.stands.support == "not_checkable" or not case.worth(settings.check_worthiness):
        return None
    rules = f" by the rules {listing(list(dict.fromkeys(sourcing.rules)))}" if sourcing and sourcing.rules else ""
    return f"Its sourcing is {'weak' if grade == 'weak' else 'none to speak of'}{rules}."


def evidence_against(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """A person attached evidence that refutes it."""
    against = [item for item in case.claim.evidence if item.relation == "refutes"]
    return f"{against[-1].by} attached evidence against it." if against else None


def last_evidence_against(case: Case) -> dt.datetime | None:
    """When the last evidence against the claim was attached."""
    return max((item.at for item in case.claim.evidence if item.relation == "refutes"), default=None)


# What people decided


def on_hold(piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """Somebody holds it."""
    return _open(piece, case, "hold", "holds it")


def needs_source(piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """Somebody wants a source for it."""
    return _open(piece, case, "needs_source", "wants a source for it")


def _open(piece: Piece, case: Case, action: Action, says: str) -> str | None:
    """A person's last decision leaves the claim open, and nobody who may has settled it since. An editor's takes an editor."""
    last = last_decisions(case)
    for place, decision in enumerate(last):
        if decision.action != action:
            continue
        may = piece.policy.is_editor if piece.policy.is_editor(decision.by) else piece.policy.is_reviewer
        if not any(later.action in SETTLING and may(later.by) for later in last[place + 1 :]):
            return f"{decision.by} {says}{_note(decision)}"
    return None


def _note(decision: Decision) -> str:
    return f": {decision.note.strip()}" if decision.note and decision.note.strip() else "."


def stale(_piece: Piece, case: Case, _: RuleSettings) -> str | None:
    """What the last decision was taken on is another by now."""
    decision = case.stands.decision
    if decision is None or not case.stands.stale:
        return None
    because = next(entry.because for entry in case.claim.stale if entry.by == decision.by and entry.at == decision.at)
    return f"{decision.by} decided ({decision.action.replace('_', ' ')}), but {because} since."


def old_decision(piece: Piece, case: Case, settings: RuleSettings) -> str | None:
    """The last decision was taken long ago."""
    decision, days = case.stands.decision, settings.days
    if decision is None or days is None or piece.now - decision.at <= dt.timedelta(days=days):
        return None
    return f"{decision.by} decided {count((piece.now - decision.at).days, 'day')} ago."


def of_kind(_piece: Piece, case: Case, settings: RuleSettings) -> str | None:
    """A claim of the kinds that several people look at."""
    if (settings.kinds is not None and case.claim.kind not in settings.kinds) or not case.worth(settings.check_worthiness):
        return None
    return f"It is a {case.claim.kind} that {count(settings.people or 1, 'person has', 'people have')} to look at."
