"""What minutes and summary say of an election by ballot: who was there, the ballots, all votes, who won."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.papers import election_words

if TYPE_CHECKING:
    from fulian_desktop.documents.papers.election_figures import ElectionFigures
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.meetings.records import AgendaItem


def in_words(figures: MeetingFigures, item: AgendaItem) -> list[str]:
    """Return what happened under an item that elects, a paragraph a round; earlier rounds stay told."""
    own = [one for one in figures.elections if one.election.agenda_item_id == item.id]
    if not own and len(figures.elections) == 1:
        own = list(figures.elections)
    if not own:
        return ["会议以无记名投票方式选举，选举结果另有报告单。"]
    return [paragraph for one in own for paragraph in _told(one)]


def decisions(figures: MeetingFigures) -> list[str]:
    """Return who was elected, or removed, as decisions of the meeting."""
    return [
        f"罢免{election_words.elected_in_words(one.by_strokes)}的{one.committee}委员职务。"
        if one.is_removal
        else f"选举产生{one.what}{len(one.elected)}名：{election_words.elected_in_words(one.by_strokes)}。"
        for one in figures.elections
        if one.elected
    ]


def _told(one: ElectionFigures) -> list[str]:
    announced = [each for each in one.rounds if each.result is not None]
    way = "无记名投票" if one.is_secret else "举手表决"
    act = "表决" if one.is_removal else "选举"
    if not announced:
        return [f"会议以{way}方式进行{act}，结果没有宣布。"]
    said = [f"会议以{way}方式{one.election.title}，实行{election_words.mode(one)}。"]
    if one.is_removal:
        said = [f"会议以{way}方式表决{one.election.title}。"]
    for each in announced:
        head = f"第{each.round.number}轮（{each.round.kind.phrase}）：" if len(announced) > 1 else ""
        told = f"{head}{election_words.roll_in_words(one, each)}。"
        if each.result is not None and not each.result.valid:
            told += "选举无效。"
        elif votes := election_words.votes_in_words(each):
            told += f"{election_words.need_in_words(one, each)}。得票：{votes}。"
        said.append(told)
    if one.elected and not one.is_removal:
        said.append(f"当选：{election_words.elected_in_words(one.by_strokes)}。")
    return said
