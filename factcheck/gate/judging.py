"""Judging annotation files by a policy."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.article.sidecar import SIDECAR_SUFFIX
from factcheck.errors import FactcheckError, InputError
from factcheck.gate.case import Case, Piece, read_piece
from factcheck.gate.lookup import annotations_of
from factcheck.gate.outcome import Judgement, Outcome, Place, Problem, Release, Violation
from factcheck.gate.people import Wanted, objections, reviewed, sign_offs
from factcheck.gate.policy import Policy, RuleSettings, read_policy
from factcheck.gate.table import NEVER_CHECKED, RULES, ClaimRule
from factcheck.models import Decision, Span
from factcheck.report.phrasing import count, legible, shorten

if TYPE_CHECKING:
    from factcheck.models import Article
    from factcheck.report.places import Places

__all__ = ["judge_article", "judge_file", "judge_files"]

_WORDS = 160
_FOUND = 500
_YAML = frozenset({".yaml", ".yml"})


def judge_file(
    path: Path | str, policy: Policy | Path | str = "default", *, article: Article | Path | None = None, now: dt.datetime | None = None
) -> Outcome:
    """Whether the piece of an annotation file may be published.

    Everything is computed from the file and the article; nothing that the file says of its own state (such as which decisions are stale)
    is taken on trust. The file is not written.

    Args:
        path: the annotation file.
        policy: a policy, or the name of one that ships, or the path of a TOML file.
        article: the article or its file; read from where the annotation file says that it lies when left out.
        now: the time at which it is judged, for rules about the age of decisions; the present when left out.

    Raises:
        AnnotationError: the annotation file cannot be read or is not valid.
        ArticleError: the article that was given cannot be read.
        InputError: the policy cannot be used.
    """
    from factcheck.article import read_article

    rules = policy if isinstance(policy, Policy) else read_policy(policy)
    file = article if isinstance(article, Path) else None
    given = read_article(article) if isinstance(article, Path) else article
    return _outcome(read_piece(Path(path), rules, article=given, article_file=file, now=now or dt.datetime.now(dt.UTC)))


def judge_article(
    path: Path | str, policy: Policy | Path | str = "default", *, claims: Path | str = "claims", now: dt.datetime | None = None
) -> tuple[Outcome, ...]:
    """Whether an article may be published, by the annotation files that are about it; an article that has none may not.

    Args:
        path: the article's file.
        policy: as in `judge_file`.
        claims: the folder in which annotation files lie.
        now: as in `judge_file`.

    Raises:
        InputError: there is no such file, or the policy cannot be used.
        AnnotationError: an annotation file about it cannot be read or is not valid.
    """
    rules, article = policy if isinstance(policy, Policy) else read_policy(policy), Path(path)
    if not article.is_file():
        raise InputError(f"{article}: no such file")
    found = annotations_of(article, Path(claims))
    if not found:
        return (_unknown(article, Path(claims), rules),)
    return tuple(judge_file(file, rules, article=article, now=now) for file in found)


def judge_files(
    paths: Sequence[Path | str],
    policy: Policy | Path | str = "default",
    *,
    claims: Path | str = "claims",
    article: Path | None = None,
    now: dt.datetime | None = None,
) -> Judgement:
    """Whether several pieces may be published. A file that cannot be judged is noted, and the others are judged.

    Args:
        paths: annotation files (`.yaml`, `.yml`), folders of them, and articles (any other file).
        policy: as in `judge_file`.
        claims: the folder in which the annotation files of articles lie.
        article: the article's file, where there is one annotation file and it does not say where its article lies.
        now: as in `judge_file`.

    Raises:
        InputError: the policy cannot be used, or an article is given for several files.
    """
    from factcheck.review.finding import annotation_files

    rules = policy if isinstance(policy, Policy) else read_policy(policy)
    outcomes: dict[str, Outcome] = {}
    problems: dict[str, Problem] = {}
    for path in map(Path, paths):
        try:
            if (about := _article_named(path)) is not None:
                outcomes |= {outcome.file: outcome for outcome in judge_article(about, rules, claims=claims, now=now)}
                continue
            files = [file for file in annotation_files(path) if not file.name.endswith(SIDECAR_SUFFIX)]
        except FactcheckError as error:
            problems[str(path)] = _problem(path, error)
            continue
        if article is not None and len(files) + len(outcomes) + len(problems) > 1:
            raise InputError("--article is the article of one annotation file: give one file only")
        for file in files:
            try:
                outcomes[str(file)] = judge_file(file, rules, article=article, now=now)
            except FactcheckError as error:
                problems[str(file)] = _problem(file, error)
    may = not problems and all(outcome.may_publish for outcome in outcomes.values())
    return Judgement(may_publish=may, outcomes=tuple(outcomes.values()), problems=tuple(problems.values()))


def _article_named(path: Path) -> Path | None:
    """The article that a path names, by itself or by what is said about it beside it; None for annotation files and folders."""
    if path.name.endswith(SIDECAR_SUFFIX):
        return path.with_name(path.name.removesuffix(SIDECAR_SUFFIX))
    return None if path.suffix.lower() in _YAML or path.is_dir() else path


def _problem(path: Path, error: FactcheckError) -> Problem:
    return Problem(file=str(path), message=legible(" ".join(str(error).split())))


def _unknown(article: Path, claims: Path, policy: Policy) -> Outcome:
    level = policy.settings(NEVER_CHECKED).level
    found = f"No annotation file in {claims} is about {article}."
    violations = (
        ()
        if level == "off" or level is None
        else (
            Violation(
                rule=NEVER_CHECKED.id,
                level=level,
                reason=NEVER_CHECKED.reason,
                found=shorten(legible(found), _FOUND),
                remedy=NEVER_CHECKED.remedy,
            ),
        )
    )
    return Outcome(
        file=str(article),
        article=str(article),
        policy=policy.info,
        may_publish=level != "fail",
        claims=0,
        reviewed=0,
        violations=violations,
    )


def _outcome(piece: Piece) -> Outcome:
    places = _places(piece)
    violations: list[Violation] = []
    releases: list[Release] = []
    for rule in RULES:
        settings = piece.policy.settings(rule)
        if settings.level in {"off", None}:
            continue
        if not isinstance(rule, ClaimRule):
            if (found := rule.test(piece, settings)) is not None:
                violations.append(_violation(rule.id, settings, rule.reason, found, rule.remedy))
            continue
        for case in piece.dropped if rule.dropped else piece.cases:
            found = rule.test(piece, case, settings)
            if found is None:
                continue
            passing, against = _passing(piece, case, rule, settings)
            if passing:
                releases += [_release(rule, case, found, decision) for decision in passing]
            else:
                told = " ".join([found, *against])
                violations.append(_violation(rule.id, settings, rule.reason, told, _remedy(rule, settings), case, _place(places, case)))
    violations.sort(key=lambda violation: violation.level != "fail")
    return Outcome(
        file=str(piece.path),
        article=os.path.normpath(piece.article_file) if piece.article_file else None,
        title=shorten(legible(piece.annotation.article.title), _WORDS) if piece.annotation.article.title else None,
        policy=piece.policy.info,
        may_publish=all(violation.level != "fail" for violation in violations),
        claims=len(piece.cases),
        reviewed=sum(reviewed(piece, case) for case in piece.cases),
        violations=tuple(violations),
        releases=tuple(releases),
    )


def _passing(piece: Piece, case: Case, rule: ClaimRule, settings: RuleSettings) -> tuple[list[Decision], list[str]]:
    """The decisions that let a claim pass, of enough people; and why others do not, where they do not."""
    if not rule.passed_by:
        return [], []
    after = rule.after(case) if rule.after else None
    wanted = Wanted(settings.by or "reviewer", settings.note or False, rule.passed_by, rule.labels, after)
    found, people = sign_offs(piece, case, wanted), settings.people or 1
    if len(found) >= people:
        return found, []
    told = objections(piece, case, wanted)
    if found:
        names = ", ".join(decision.by for decision in found)
        told.append(f"{count(people, 'person has', 'people have')} to decide so; until now: {names}.")
    return [], told


def _remedy(rule: ClaimRule, settings: RuleSettings) -> str:
    if not rule.passed_by:
        return rule.remedy
    people, editor, note = settings.people or 1, settings.by == "editor", " with a note" if settings.note else ""
    if people == 1 and not editor and not note:
        return rule.remedy
    one = "an editor's decision" if editor else "a decision"
    several = f"the decisions of {people} {'editors' if editor else 'people'}{', each' if note else ''}"
    return f"{rule.remedy} It takes {one if people == 1 else several}{note}."


def _violation(
    rule: str, settings: RuleSettings, reason: str, found: str, remedy: str, case: Case | None = None, place: Place | None = None
) -> Violation:
    return Violation(
        rule=rule,
        level="fail" if settings.level == "fail" else "warn",
        claim=legible(case.claim.id) if case else None,
        words=_words(case) if case else None,
        reason=reason,
        found=shorten(legible(found), _FOUND),
        remedy=remedy,
        place=place,
    )


def _release(rule: ClaimRule, case: Case, found: str, decision: Decision) -> Release:
    return Release(
        rule=rule.id,
        claim=legible(case.claim.id),
        words=_words(case),
        found=shorten(legible(found), _FOUND),
        by=shorten(legible(decision.by), _WORDS),
        at=decision.at,
        action=decision.action,
        note=shorten(legible(decision.note), _FOUND) if decision.note else None,
    )


def _words(case: Case) -> str:
    return shorten(legible(case.claim.quote.exact), _WORDS)


def _places(piece: Piece) -> Places | None:
    """Lines of the article's file; None where there are none, or the text is another."""
    if piece.article is None or piece.article_file is None or piece.text_changed:
        return None
    from factcheck.report.places import Places

    try:
        return Places(piece.article, piece.article_file)
    except FactcheckError:  # whether a file has lines decides nothing
        return None


def _place(places: Places | None, case: Case) -> Place | None:
    position = case.claim.position
    if places is None or position.end <= position.start:
        return None
    found = places.find(Span(start=position.start, end=position.end))
    if found is None:
        return None
    return Place(line=found.line, column=found.column, end_line=found.end_line, end_column=found.end_column)
