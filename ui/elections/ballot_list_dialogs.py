"""Dialogs of the lists: a candidate, an official, a relative, posts and seats, the order, a withdrawal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QIntValidator

from fulian_desktop.chinese import pinyin
from fulian_desktop.elections.records import ElectionKind, PostSeats, Role
from fulian_desktop.seats.records import Post
from ui.meetings.person_field import PersonField, PersonOption
from ui.shell import prompts
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import ComboBox, Field, LineEdit, TextEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.elections.records import Candidate
    from ui.elections.ballot_state import RoomState
    from ui.shell.notifier import PageContext

OFFICER_POSTS = (Post.CHAIR, Post.VICE_CHAIR)


def person_field(options: Sequence[PersonOption], name: str) -> PersonField:
    """Return a field that finds one of these people by name, pinyin or initials."""

    def find(typed: str) -> list[PersonOption]:
        if not typed:
            return list(options)
        return [one for one in options if typed in one.name or pinyin.matches(typed, one.name)]

    field = PersonField(find, "姓名、拼音或首字母")
    field.setObjectName(name)
    return field


class WhoDialog(FormDialog):
    """Asks for a person and one choice beside her; writes (person id, choice, words)."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        options: Sequence[PersonOption],
        choices: Sequence[tuple[str, object]],
        write: object,
        *,
        choice_name: str = "",
        words_name: str = "",
        act_word: str = "加上",
        hint: str = "名册里还没有的人，先在“名册”里新增",
    ) -> None:
        """A choice of one is not asked; `words_name` adds a line of words."""
        super().__init__(parent, title, write, act_word=act_word, width=600)  # type: ignore[arg-type]
        self.person = person_field(options, "who")
        self.person_field = Field("姓名", self.person, required=True, hint=hint)
        self.choice_box = ComboBox(choices)
        self.choice_box.setObjectName("who_choice")
        self.words_field = Field(words_name, LineEdit())
        self.words_field.editor.setObjectName("who_words")
        self.body.addWidget(self.person_field)
        if len(choices) > 1:
            self.body.addWidget(Field(choice_name, self.choice_box))
        if words_name:
            self.body.addWidget(self.words_field)
        self.person.setFocus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """She must be chosen from the list."""
        self.person.settle()
        wrong = "" if self.person.person_id() is not None else "请从名单里选一个人。"
        return ((self.person_field, wrong),)

    def result_of_form(self) -> tuple[int, object, str]:
        """Return person, choice, words."""
        return self.person.person_id() or 0, self.choice_box.value(), self.words_field.text()


class PostsDialog(FormDialog):
    """Asks how many are elected to each post; writes the posts with at least one."""

    def __init__(self, parent: QWidget, posts: Sequence[tuple[Post, int]], write: object) -> None:
        """One field for each post that may be elected."""
        super().__init__(parent, "应选名额", write, width=560)  # type: ignore[arg-type]
        self.fields: dict[Post, Field] = {}
        for post, seats in posts:
            editor = LineEdit(str(seats))
            editor.setValidator(QIntValidator(0, 199, self))
            editor.setObjectName(f"seats_{post.value}")
            self.fields[post] = Field(f"应选{post.phrase}", editor, required=True)
        self.add_row(*self.fields.values())

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """Numbers, at least one of them above 0."""
        wrong = [
            (field, "" if field.text().isdecimal() else "请填一个数。") for field in self.fields.values()
        ]
        if not any(sentence for _field, sentence in wrong) and not any(
            int(field.text()) for field in self.fields.values()
        ):
            return ((wrong[0][0], "至少要选一人。"),)
        return tuple(wrong)

    def result_of_form(self) -> list[PostSeats]:
        """Return the posts that are elected."""
        return [
            PostSeats(post, int(field.text())) for post, field in self.fields.items() if int(field.text())
        ]


class OrderDialog(FormDialog):
    """Asks for the order, one name a line; writes the ids."""

    def __init__(self, parent: QWidget, candidates: Sequence[Candidate], write: object) -> None:
        """Begin with the order as it is."""
        super().__init__(parent, "候选人的次序", write, act_word="按这个排", width=560)  # type: ignore[arg-type]
        self._candidates = tuple(candidates)
        editor = TextEdit("\n".join(one.name for one in candidates), rows=min(14, max(4, len(candidates))))
        editor.setObjectName("order_lines")
        self.field = Field(
            "一行一个名字，上下移动行就是改次序",
            editor,
            hint="留空，按姓氏笔画为序（主席、副主席按批复的次序）",
        )
        self.body.addWidget(self.field)

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """Every name once."""
        return ((self.field, "" if self._ids() is not None else "有的名字对不上名单，或写了两次、漏了。"),)

    def result_of_form(self) -> list[int]:
        """Return the ids in order; none: by strokes."""
        return self._ids() or []

    def _ids(self) -> list[int] | None:
        names = ["".join(line.split()) for line in self.field.text().splitlines() if line.strip()]
        if not names:
            return []
        left = list(self._candidates)
        found = []
        for name in names:
            one = next((each for each in left if each.name == name), None)
            if one is None:
                return None
            left.remove(one)
            found.append(one.id)
        return found if not left else None


def ask_candidate(over: QWidget, context: PageContext, state: RoomState) -> None:
    """Ask who stands, for which post."""
    election = state.election
    listed = {(one.person_id, one.post) for one in election.candidates}
    posts = [(one.post.phrase, one.post) for one in election.posts]
    vacant = [seat.number for seat in context.workspace.seats.board().vacant]
    by_seat = election.kind in (ElectionKind.REPLACEMENT, ElectionKind.ADDITION)
    choices: list[tuple[str, object]] = list(posts)
    if by_seat and vacant:
        choices = [(f"第 {number} 席", number) for number in vacant]

    def write(entry: tuple[int, object, str]) -> bool:
        person_id, choice, _words = entry
        post = choice if isinstance(choice, Post) else Post.MEMBER
        seat = choice if isinstance(choice, int) and not isinstance(choice, Post) else None
        add = partial(
            context.workspace.elections.candidates.add, election.id, person_id, post, seat_number=seat
        )
        return context.run(add, "已加候选人") is not None

    people = eligible(context, state)
    options = [
        one for one in people if any((one.person_id, post.post) not in listed for post in election.posts)
    ]
    WhoDialog(over, "加候选人", options, choices, write, choice_name="填补" if by_seat else "职务").ask()


def ask_official(over: QWidget, context: PageContext, state: RoomState) -> None:
    """Ask who watches or counts."""
    taken = {one.person_id for one in state.election.officials}
    options = [one for one in everyone(context) if one.person_id not in taken]

    def write(entry: tuple[int, object, str]) -> bool:
        person_id, role, _words = entry
        assert isinstance(role, Role)
        appoint = partial(context.workspace.elections.officials.appoint, state.election.id, person_id, role)
        return context.run(appoint, f"已加{role.phrase}") is not None

    pack, officials = state.election.pack, state.election.officials
    least = {Role.CHIEF: pack.chiefs, Role.SCRUTINEER: pack.scrutineers, Role.TELLER: pack.tellers}
    missing = [role for role, number in least.items() if sum(one.role is role for one in officials) < number]
    roles = [(role.phrase, role) for role in least]
    dialog = WhoDialog(over, "加监票人、计票人", options, roles, write, choice_name="做什么")
    dialog.choice_box.set_value(missing[0] if missing else Role.TELLER)
    dialog.ask()


def ask_relative(over: QWidget, context: PageContext, state: RoomState) -> None:
    """Ask who is a near relative of which candidate."""
    officials = [PersonOption(one.person_id, one.name, one.role.phrase) for one in state.election.officials]
    candidates = [(one.name, one.person_id) for one in state.election.candidates if one.person_id]

    def write(entry: tuple[int, object, str]) -> bool:
        person_id, candidate, relation = entry
        assert isinstance(candidate, int)
        declare = partial(
            context.workspace.elections.officials.declare_relative,
            state.election.id,
            person_id,
            candidate,
            relation or "近亲属",
        )
        return context.run(declare, "已登记近亲属") is not None

    WhoDialog(
        over,
        "申报近亲属",
        officials,
        candidates,
        write,
        choice_name="是哪位候选人的近亲属",
        words_name="关系（例如 姐妹、母女）",
        act_word="登记",
        hint="监票人、计票人里的一位",
    ).ask()


def ask_posts(over: QWidget, context: PageContext, state: RoomState) -> None:
    """Ask how many are elected."""
    election = state.election
    known = {one.post: one.seats for one in election.posts}
    officers = election.kind in (ElectionKind.OFFICERS, ElectionKind.OFFICER_ADDITION)
    posts = OFFICER_POSTS if officers else (Post.MEMBER,)

    def write(entry: list[PostSeats]) -> bool:
        return (
            context.run(partial(context.workspace.elections.set_posts, election.id, entry), "已改应选名额")
            is not None
        )

    PostsDialog(over, [(post, known.get(post, 0)) for post in posts], write).ask()


def ask_order(over: QWidget, context: PageContext, state: RoomState) -> None:
    """Ask for the order of the ballot."""
    election = state.election

    def write(ids: list[int]) -> bool:
        order = partial(context.workspace.elections.candidates.order, election.id, ids or None)
        return context.run(order, "候选人已排好次序") is not None

    OrderDialog(over, election.candidates, write).ask()


def ask_withdrawal(over: QWidget, context: PageContext, one: Candidate) -> None:
    """Ask why a candidate withdraws after the list was passed."""
    reason = prompts.ask_text(
        over,
        f"{one.name}退出？",
        "原因",
        placeholder="例如 本人书面提出",
        hint="票已印好的，她的名字留在票上，票照实清点、公布，但不能当选",
        act_word="登记退出",
        check=lambda text: "" if text.strip() else "请写一句原因。",
    )
    if reason is not None:
        withdraw = partial(context.workspace.elections.candidates.withdraw, one.id, reason)
        context.run(withdraw, f"已登记{one.name}退出")


def everyone(context: PageContext) -> list[PersonOption]:
    """Return everybody on the roster."""
    return [
        PersonOption(one.id, one.name, one.unit_post or one.group_name)
        for one in context.workspace.people.everyone()
    ]


def eligible(context: PageContext, state: RoomState) -> list[PersonOption]:
    """Return members for officers' posts and removals, everybody else's record otherwise."""
    kinds = (ElectionKind.OFFICERS, ElectionKind.OFFICER_ADDITION, ElectionKind.REMOVAL)
    people = everyone(context)
    if state.election.kind not in kinds:
        return people
    members = set(context.workspace.seats.living_tenures())
    return [one for one in people if one.person_id in members]
