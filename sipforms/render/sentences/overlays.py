"""Sentences about a programme that extends another."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "unknown-base": Sentence(
        said=N_("There is no programme `{name}` to extend."),
        next=N_("Put its folder beside this one, or name its shelf with --programmes."),
    ),
    "base-version": Sentence(
        said=N_("This programme extends `{name}` in version {asked}; at hand is {versions}."),
        next=N_("Write `extends: {suggestion}`, and look at `sipforms check --resolved` to see what that changes."),
    ),
    "base-has-mistakes": Sentence(
        said=N_("`{name}` has mistakes of its own ({count}), so it cannot be extended."),
        next=N_("Run `sipforms check` on its folder, {folder} as seen from here, and mend them there."),
    ),
    "base-language": Sentence(
        said=N_("This programme is written in `{name}`, and {base}, which it extends, in another language."),
        next=N_("Write `language: {suggestion}`; other languages belong in translations/."),
    ),
    "extends-circle": Sentence(
        said=N_("The programmes extend each other in a circle: {names}."),
        next=N_("One of them must stand on its own."),
    ),
    "extends-too-deep": Sentence(
        said=N_("More than {limit} programmes stand on top of each other."),
        next=N_("Extend one that is nearer to the first."),
    ),
    "unknown-part": Sentence(
        said=N_("There is no part `{name}` in {base} to {keyword}."),
        next=N_("Run `sipforms check --resolved` on the folder: it shows the names of all parts."),
    ),
    "silent-override": Sentence(
        said=N_("`{name}` comes from {base}, and is said otherwise here."),
        next=N_("If you mean it, add `{name}` to `replace:` in programme.yaml; otherwise take this away."),
    ),
    "scale-added-to": Sentence(
        said=N_("`{name}` comes from {base}; with `{step}` as well, every answer on it would mean something else."),
        next=N_(
            "Write a scale of your own under another name; or add `{name}` to `replace:` in programme.yaml and write "
            "all of it."
        ),
    ),
    "replace-not-written": Sentence(
        said=N_("`{name}` is to be replaced, and nothing is written instead."),
        next=N_("Write it in {file}; or move it to `remove:`."),
    ),
    "removed-and-written": Sentence(
        said=N_("`{name}` is removed, and written all the same."),
        next=N_("To write it anew, move it from `remove:` to `replace:`."),
    ),
    "base-part-unfit": Sentence(
        said=N_("`{name}` in {base} is wrong together with what is changed here."),
        next=N_("The cause is `{change}`. Add `{name}` to `remove:` too, or to `replace:` and write your own."),
        next_without=N_(
            "Change what you add so that it fits; or add `{name}` to `remove:`, or to `replace:` and write your own."
        ),
    ),
    "base-part-idle": Sentence(
        said=N_("`{name}` in {base} means little together with what is changed here."),
        next=N_("The cause is `{change}`. Add `{name}` to `remove:` too, or to `replace:` and write your own."),
        next_without=N_(
            "Change what you add so that it fits; or add `{name}` to `remove:`, or to `replace:` and write your own."
        ),
    ),
    "unknown-neighbour": Sentence(
        said=N_("There is no `{name}` here to stand beside."),
    ),
    "only-in-overlay": Sentence(
        said=N_("`{name}` is about parts of another programme, and there are none here."),
        next=N_("Say with `{missing}:` which programme that is, or take `{name}` away."),
        next_without=N_("Take it away; what is written here is asked in the order in which it stands."),
    ),
}
