"""For whom the keys of a case are boxed, and whether the one who wrote them still may, by the register as it is now."""

from collections.abc import Mapping

from sipforms.store.access.case_key_file import CaseKeyFile, CasePlace
from sipforms.store.access.register import Register
from sipforms.store.failures import NoKey


def recipients_of(register: Register, place: CasePlace) -> Mapping[str, bytes]:
    """Those for whom keys are boxed that are written now: name of the recipient -> public key.

    The unit, whose key the recovery keys open too; or the users who can sign in, and the recovery keys themselves.
    Raises NoKey when there is no such unit.
    """
    if place.is_restricted:
        users = {f"user:{user.id}": user.box for user in register.active_users if user.id in place.users}
        return users | {f"recovery:{id_}": box for id_, box in register.recovery_boxes.items()}
    unit = register.unit(place.unit)
    if unit is None:
        raise NoKey(what="unit", which=place.unit)
    return {f"unit:{unit.id}:{unit.generation}": unit.box}


def is_by_one_who_may(register: Register, file: CaseKeyFile) -> bool:
    """Whether the keys were written by somebody who can open the case today, with the signing key he has today."""
    user, place = register.user(file.signer), file.place
    if user is None:
        return False
    belongs = user.id in place.users if place.is_restricted else place.unit in user.units
    return belongs and register.is_current(user.id, file.signed, file.signature)
