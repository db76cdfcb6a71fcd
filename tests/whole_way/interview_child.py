"""Holds an interview at a real desk and says which answers were acknowledged. Killed by test_kill.py at any moment.

One process imports everything and reads the form; for each round it forks, so that 200 rounds take minutes and not an hour.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from intake_desktop.desk.conversation import Conversation
from intake_desktop.desk.front import Front
from intake_desktop.desk.places import Places
from intake_desktop.desk.views import EndView, PersonsView, QuestionKind, QuestionView
from intake_desktop.desk.visits import Visits
from tests.whole_way.filekeys import FileOfKeys


def say(line: str) -> None:
    """One write call, so that a line is whole or not there."""
    os.write(1, f"{line}\n".encode())


def answer_for(page: QuestionView, chance: random.Random) -> str:
    """A possible answer of the right kind."""
    match page.kind:
        case QuestionKind.ONE:
            return chance.choice(page.options).value
        case QuestionKind.MANY:
            return " ".join(one.value for one in page.options if chance.random() < 0.4)
        case QuestionKind.INTEGER | QuestionKind.DECIMAL:
            return str(chance.randrange(0, 900))
        case QuestionKind.DATE:
            return f"{chance.randrange(1940, 2020)}-0{chance.randrange(1, 10)}-1{chance.randrange(0, 10)}"
        case _:
            return f"verzonnen antwoord {chance.randrange(10**9)}"


def talk(conversation: Conversation, chance: random.Random) -> None:
    """Answer, walk, add people, for ever. Says what it is about to do, and after the acknowledgement what must be kept."""
    while True:
        page = conversation.page()
        match page:
            case QuestionView() if page.kind is not QuestionKind.NOTE:
                value = answer_for(page, chance)
                say(f"trying\t{page.ref}\t{value}")
                conversation.answer(page.ref, value).done.result()
                say(f"kept\t{json.dumps(conversation.values())}")
            case PersonsView() if len(page.persons) < 3 and chance.random() < 0.5:
                say(f"adding\t{page.ref}")
                conversation.add_person(page.ref).done.result()
                say(f"at\t{conversation.page().ref}")
                say(f"kept\t{json.dumps(conversation.values())}")
                continue
        back = isinstance(page, EndView) or chance.random() < 0.25
        say(f"going\t{beside(conversation, -1 if back else 1)}")
        (conversation.previous if back else conversation.next)().done.result()
        say(f"at\t{getattr(conversation.page(), 'ref', 'end')}")


def beside(conversation: Conversation, by: int) -> str:
    """The page one step away."""
    refs = [step.ref for step in conversation._steps]
    return refs[max(0, min(len(refs) - 1, refs.index(conversation._current().ref) + by))]


def main(folder: Path) -> None:
    """Wait for a seed a line; fork an interview for each."""
    front = Front(Places(folder), FileOfKeys(folder / "keys.json"), lambda: datetime.now(UTC))
    Visits.prepare_forms()
    for line in sys.stdin:
        seed, interview, passphrase = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            counter = front.unlock(front.helpers()[0].id, passphrase)
            conversation = counter.visits.resume(interview) if interview else counter.visits.begin("ar", "ar")
            say(f"open\t{conversation.interview_id}")
            say(f"at\t{getattr(conversation.page(), 'ref', 'end')}")
            talk(conversation, random.Random(int(seed)))
        say(f"child\t{child}")
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
