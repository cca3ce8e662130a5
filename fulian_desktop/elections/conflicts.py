"""What stands against a list of candidates or officials before it is passed. Pure rules.

Candidates do not count votes (妇联 practice), nor do their near relatives (选举法 art. 40, by analogy).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.elections.records import Body, Conflict, ElectionKind, Role
from fulian_desktop.rules.election_pack import Mode
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.elections.records import Candidate, Election, Relative
    from fulian_desktop.people.records import Person
    from fulian_desktop.seats.records import Tenure

ADULT = 18


@dataclass(frozen=True)
class Known:
    """What is known beside the election: persons, living tenures by person, declarations, the ISO day."""

    persons: Mapping[int, Person]
    tenures: Mapping[int, Tenure]
    relatives: tuple[Relative, ...]
    day: str


def conflicts(election: Election, known: Known) -> tuple[Conflict, ...]:
    """Return what stands against the election as prepared, the blocking things first."""
    found = [
        *_of_numbers(election),
        *_duplicates(election),
        *(one for candidate in election.candidates for one in _of_candidate(election, candidate, known)),
        *_of_officials(election, known),
    ]
    return tuple(sorted(found, key=lambda one: not one.blocks))


def may_not_be_elected(election: Election, person: Person, known: Known) -> str:
    """Return why a person cannot be elected, empty when nothing is known against her."""
    tenure = known.tenures.get(person.id)
    member = tenure is not None and tenure.term_number == election.term_number
    if person.sex == "男" and not election.pack.men_allowed:
        return f"{person.name}登记的性别是男"
    if person.born and _age(person.born, known.day) < ADULT:
        return f"{person.name}到选举日未满 {ADULT} 周岁"
    if election.kind in (ElectionKind.OFFICERS, ElectionKind.OFFICER_ADDITION) and not member:
        return f"{person.name}不是第 {election.term_number} 届执委，不能选为主席、副主席"
    if election.kind in (ElectionKind.REPLACEMENT, ElectionKind.ADDITION) and tenure is not None:
        return f"{person.name}已经是执委"
    if election.kind is ElectionKind.REMOVAL and not member:
        return f"{person.name}现在不是执委，不用罢免"
    return ""


def too_few_officials(election: Election) -> tuple[str, ...]:
    """Return which officials are missing by the rules."""
    number = Counter(one.role for one in election.officials)
    wanted = (
        (Role.CHIEF, election.pack.chiefs),
        (Role.SCRUTINEER, election.pack.scrutineers),
        (Role.TELLER, election.pack.tellers),
    )
    return tuple(
        f"{role.phrase}要 {least} 人，现在 {number[role]} 人"
        for role, least in wanted
        if number[role] < least
    )


def _age(born: str, day: str) -> int:
    """Return the age on an ISO day; where only the month of birth is known, as if born on its first day."""
    full = born if len(born) == 10 else f"{born}-01"
    return int(day[:4]) - int(full[:4]) - (day[5:] < full[5:])


def _of_numbers(election: Election) -> list[Conflict]:
    if not election.posts:
        return [Conflict("还没有定应选职务和名额。", "请填写应选几人。", "posts", True)]
    if election.kind is ElectionKind.REMOVAL:
        number = len(election.candidates)
        if number == election.seats:
            return []
        sentence = f"提出罢免 {number} 人，应选名额写的是 {election.seats}。"
        return [Conflict(sentence, "请把名额改成提出罢免的人数；每人分别表决。", "posts", True)]
    found = []
    for one in election.posts:
        number = sum(1 for candidate in election.candidates if candidate.post is one.post)
        found += _of_post(election, one.post, one.seats, number)
    if election.kind is ElectionKind.TERM_ELECTION and election.seats % 2 == 0:
        found.append(
            Conflict(
                f"执委应选 {election.seats} 人，是双数。",
                "有的地方要求执委人数为单数，请核对批复。",
                "posts",
                False,
            )
        )
    return found


def _of_post(election: Election, post: Post, seats: int, number: int) -> list[Conflict]:
    pack = election.pack
    mode = pack.mode_of(officers=post is not Post.MEMBER)
    told = f"{post.phrase}应选 {seats} 人，候选人 {number} 人"
    if number == 0:
        return [Conflict(f"{told}。", "请先提候选人。", "candidates", True)]
    if mode is Mode.EQUAL:
        return _of_equal_number(told, seats, number)
    if number < seats + pack.min_difference:
        advice = f"差额选举的候选人至少 {seats + pack.min_difference} 人。"
        return [Conflict(f"{told}，差额不够。", advice, "candidates", True)]
    asked = -(-seats * pack.min_difference_percent // 100)
    if number - seats < asked:
        advice = f"不到应选的 {pack.min_difference_percent}%（{asked} 人），请核对上级要求。"
        return [Conflict(f"{told}，差额 {number - seats} 人。", advice, "candidates", False)]
    return []


def _of_equal_number(told: str, seats: int, number: int) -> list[Conflict]:
    if number > seats:
        advice = "等额选举时候选人不能多于应选；要差额选举，请先改选举办法。"
        return [Conflict(f"{told}，选举办法是等额。", advice, "candidates", True)]
    if number < seats:
        sentence = f"{told}，有 {seats - number} 个名额没有候选人。"
        return [Conflict(sentence, "请核对。", "candidates", False)]
    return []


def _duplicates(election: Election) -> list[Conflict]:
    persons = Counter(one.person_id for one in election.candidates if one.person_id is not None)
    found = [
        Conflict(
            f"{next(one.name for one in election.candidates if one.person_id == person)}在候选人名单上出现了"
            f" {number} 次。",
            "请删去多出的一次；一个人只能竞选一个职务。",
            "candidates",
            True,
        )
        for person, number in persons.items()
        if number > 1
    ]
    names: dict[str, set[int | None]] = {}
    for one in election.candidates:
        names.setdefault(one.name, set()).add(one.person_id)
    found += [
        Conflict(
            f"有 {len(ids)} 名候选人都叫{name}。",
            "同名的人划票时分不清，请在选票上注明，例如加工作单位。",
            "candidates",
            False,
        )
        for name, ids in names.items()
        if len(ids) > 1
    ]
    return found


def _of_candidate(election: Election, candidate: Candidate, known: Known) -> list[Conflict]:
    person = None if candidate.person_id is None else known.persons.get(candidate.person_id)
    if person is None:
        return []
    against = may_not_be_elected(election, person, known)
    if against:
        return [Conflict(f"{against}。", "请核对登记的资料，或从名单上删去。", f"person:{person.id}", True)]
    if not person.born:
        return [
            Conflict(
                f"{candidate.name}没有登记出生年月，年龄没有核对。", "请补登。", f"person:{person.id}", False
            )
        ]
    return []


def _of_officials(election: Election, known: Known) -> list[Conflict]:
    pack = election.pack
    found = [Conflict(f"{one}。", "请补充。", "officials", False) for one in too_few_officials(election)]
    candidates = {one.person_id: one.name for one in election.candidates if one.person_id is not None}
    related = {(one.person_id, one.candidate_person_id): one.relation for one in known.relatives}
    for official in election.officials:
        role = official.role.phrase
        if official.person_id in candidates and not pack.candidate_may_count:
            found.append(
                Conflict(
                    f"{official.name}是候选人，不能担任{role}。", "请换一位不是候选人的。", "officials", True
                )
            )
        for person, name in candidates.items():
            relation = related.get((official.person_id, person))
            if relation is not None and not pack.relative_may_count:
                found.append(
                    Conflict(
                        f"{role}{official.name}是候选人{name}的近亲属（{relation}）。",
                        "按回避的做法，请换一位。",
                        "officials",
                        True,
                    )
                )
    if election.body is Body.COMMITTEE:
        found += [
            Conflict(f"{one.name}不是执委，担任{one.role.phrase}要会议同意。", "请核对。", "officials", False)
            for one in election.officials
            if one.role is not Role.TELLER and one.person_id not in known.tenures
        ]
    return found
