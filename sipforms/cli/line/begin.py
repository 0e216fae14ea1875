"""Beginning a questionnaire, or going on with one that is begun: how it is answered and by whom, as lines."""

from sipforms.actions.copies import go_on_in_copy
from sipforms.actions.fill import Filling, OpenDraft, open_drafts, resume, start
from sipforms.actions.offering import Begin, Offer, begun_of, is_wanted, last_offer, offers
from sipforms.actions.workplace import Workplace
from sipforms.cli.line.guard import Guarded
from sipforms.cli.line.menu import Entry, Menu, chosen
from sipforms.engine.programme import Programme
from sipforms.render.due_words import way_words
from sipforms.render.in_use import in_use_words
from sipforms.render.language import N_, _
from sipforms.render.other_forms import not_for_said
from sipforms.render.plain import plain
from sipforms.render.said import fault_said
from sipforms.store.casefile import CaseFile, open_case
from sipforms.store.failures import DraftInUse, StoreError

Opened = tuple[Filling, int]
"""A form that is open here, and how much of it nobody has answered here."""
AGAIN, COPY = N_("Try again"), N_("Go on in a copy: you both answer, and the two are made one afterwards")


def opened(talk: Guarded, workplace: Workplace, file: CaseFile, begin: Begin) -> Opened | None:
    """The form: the draft of it, where there is one, else a new one. Nothing where it was left or cannot be begun."""
    programme = workplace.programmes.by_id[begin.programme]
    try:
        begun = begun_of(programme, begin, open_drafts(workplace, file))
        if begun:
            return gone_on(talk, workplace, begun[-1])
        offer = _offer(talk, programme, begin, file)
        return None if offer is None else _started(talk, workplace, file, begin, offer)
    except StoreError as fault:
        talk.say(fault_said(fault))
        return None


def gone_on(talk: Guarded, workplace: Workplace, draft: OpenDraft) -> Opened | None:
    """A draft, opened; while a colleague has it open, that is said and asked about."""
    while True:
        try:
            return resume(workplace, draft.id), 0
        except DraftInUse as used:
            said = _("Somebody else is filling this in just now.")
            talk.say(in_use_words(used.lease, workplace.now()) if used.lease else said)
        ways = [Entry(said=_(way), value=way) for way in (AGAIN, COPY)]
        way = chosen(talk, Menu(title=_("What do you want to do?"), entries=ways))
        if way is None:
            return None
        if way == COPY:
            copy = go_on_in_copy(workplace, draft.id)
            return copy, len(copy.draft.undoable)


def _offer(talk: Guarded, programme: Programme, begin: Begin, file: CaseFile) -> Offer | None:
    """How it is answered and by whom; asked where there is more than one way."""
    offered = offers(programme, begin, file)
    if not offered:
        asked = programme.questionnaires[begin.form or begin.main]
        talk.say(not_for_said(programme, asked, begin.episode.variant if begin.episode else None))
        return None
    if len(offered) == 1:
        return offered[0]
    has_forms = len({one.questionnaire.id for one in offered}) > 1
    title = (
        _("Which form is used, how is it answered, and by whom?")
        if has_forms
        else _("How is it answered, and by whom?")
    )
    before = last_offer(programme, begin, file)
    if before in offered:
        title += " " + _("Last time: {answer}").format(answer=_named(programme, before, has_forms=has_forms))
    entries = [Entry(said=_named(programme, one, has_forms=has_forms), value=one) for one in offered]
    return chosen(talk, Menu(title=title, entries=entries))


def _named(programme: Programme, offer: Offer | None, *, has_forms: bool) -> str:
    if offer is None:
        return ""
    way = way_words(programme, offer.way.mode, offer.way.informant)
    form = plain(offer.questionnaire.title) if has_forms else ""
    return ", ".join(part for part in (form, way) if part)


def _started(talk: Guarded, workplace: Workplace, seen: CaseFile, begin: Begin, offer: Offer) -> Opened | None:
    """Begun, unless somebody else has begun it or handed it in since this was chosen."""
    programme, before = workplace.programmes.by_id[begin.programme], {one.id for one in seen.responses}
    file = open_case(workplace.store, seen.id)
    new = (one for one in file.responses if one.id not in before and one.programme == begin.programme)
    if any(is_wanted(programme, begin, one.questionnaire, one.informant) for one in new):
        talk.say(_("This has just been handed in elsewhere. It stands under the rounds so far."))
        return None
    begun = begun_of(programme, begin, open_drafts(workplace, file))
    if begun:
        return gone_on(talk, workplace, begun[-1])
    stay = next((one for one in file.episodes if begin.episode and one.id == begin.episode.id), None)
    filling = start(workplace, file, programme, offer.questionnaire.id, offer.way, stay)
    return filling, len(filling.draft.undoable)
