"""A workplace: the parts that every verb works with, put together once when the program starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from sipforms.actions.programmes import Programmes, find_programmes
from sipforms.actions.settings import Settings
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.engine.build import build
from sipforms.engine.overlay.resolving import reopened
from sipforms.engine.programme import Programme
from sipforms.engine.response import Scalar
from sipforms.engine.vocabulary import Vocabulary
from sipforms.store.failures import NoSuchBundle
from sipforms.store.uses import Unwitnessed, Witness

if TYPE_CHECKING:  # a store is handed in, and who only checks programmes opens none
    from sipforms.store.access.roles import Right
    from sipforms.store.access.session import Session
    from sipforms.store.protocol import CaseStore

__all__ = ["Clock", "Workplace", "open_vocabulary", "open_workplace", "programme_with"]

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Programmes, the store, plug-in words, the clock and who is here. Each verb is a function that takes it first.

    ``session`` is who has signed in; nobody has at a demonstration, in a preview, and at a store without encryption.
    ``witness`` writes the access log, for what the store itself does not see. ``workstation`` is what colleagues know
    this machine by; empty for the name that it has itself.
    """

    programmes: Programmes
    store: "CaseStore"
    vocabulary: Vocabulary
    now: Clock
    user: str = ""
    session: "Session | None" = None
    witness: Witness = field(default_factory=Unwitnessed)
    workstation: str = ""
    language: str = "da"
    parameters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    built: dict[str, Programme] = field(default_factory=dict)

    def may(self, right: "Right") -> bool:
        """Whether whoever has signed in may do this; where nobody signs in everybody may."""
        return self.session is None or self.session.may(right)

    def require(self, right: "Right") -> None:
        """Raises NotAllowed unless whoever has signed in may do this; where nobody signs in everybody may."""
        if self.session is not None:
            self.session.require(right)


def open_workplace(settings: Settings, store: "CaseStore", now: Clock) -> Workplace:
    """A workplace over an opened store. Broken programmes are part of the value, not an exception."""
    vocabulary = open_vocabulary(settings)
    programmes = find_programmes(settings.programmes, vocabulary, settings.language)
    return Workplace(
        programmes=programmes,
        store=store,
        vocabulary=vocabulary,
        now=now,
        user=settings.user,
        language=settings.language,
        parameters=settings.parameters,
    )


def programme_with(workplace: Workplace, digest: str) -> Programme:
    """The programme exactly as it was when answers with this digest were given: from the shelf or the store's snapshot.

    Raises NoSuchBundle when the store never kept it, StoreUnavailable and StoreDamaged as the store does.
    """
    if digest not in workplace.built:
        workplace.built[digest] = workplace.programmes.read_already(digest) or _kept(workplace, digest)
    return workplace.built[digest]


def _kept(workplace: Workplace, digest: str) -> Programme:
    """From the store's snapshot; where it has none, from the shelf, which is only then gone through to its end."""
    try:
        return build(reopened(digest, workplace.store.bundle(digest)), workplace.language)
    except NoSuchBundle:
        for programme in workplace.programmes.by_id.values():
            if programme.digest == digest:
                return programme
        raise


def keep_bundle(workplace: Workplace, programme: Programme) -> None:
    """Keep the programme's files in the store, so that what is answered with it can always be shown as it was asked."""
    if programme.digest in workplace.store.bundles():
        return
    bundle = workplace.programmes.bundles.get(programme.id)
    if bundle is None or bundle.digest != programme.digest:
        raise NoSuchBundle(digest=programme.digest)
    workplace.store.keep_bundle(programme.digest, bundle.defining_files)


def parameters_here(workplace: Workplace, programme: Programme) -> dict[str, Scalar]:
    """What the facility has chosen, as far as the programme offers it; the rest takes the programme's default."""
    chosen = workplace.parameters.get(programme.id, {})
    return {
        one.id: chosen[one.id]
        for one in programme.parameters
        if one.id in chosen and (not one.options or chosen[one.id] in one.options)
    }
