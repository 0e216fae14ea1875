"""Sentences about questions, scales and references."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "no-way-to-answer": Sentence(
        said=N_("`{name}` does not say how it is answered."),
        next=N_("Add `scale:` with the name of a scale, or `type:` for yes or no, numbers, dates and texts."),
    ),
    "no-options": Sentence(
        said=N_("The scale `{name}` has no answers to choose between."),
        next=N_("Add `oneOf:` and below it a line for each answer, such as - {{const: 1, title: Good}}"),
    ),
    "two-ways-to-answer": Sentence(
        said=N_("This says twice how it is answered: {names}."),
        next=N_("Keep one of them."),
    ),
    "restricts-beside-scale": Sentence(
        said=N_("`{name}` cannot stand beside `{beside}`, because it changes which answers there are."),
        next=N_("Delete it, or make a scale of its own in scales.yaml."),
    ),
    "keyword-not-for-type": Sentence(
        said=N_("`{name}` means nothing for this way of answering ({type})."),
        next=N_("Delete it."),
    ),
    "unknown-scale": Sentence(
        said=N_("No scale is called `{name}`."),
    ),
    "not-a-scale": Sentence(
        said=N_("`{name}` in scales.yaml is {kind}, not a scale for one answer."),
        next=N_("Name a scale with options."),
    ),
    "unknown-dimension": Sentence(
        said=N_("No dimension is called `{name}`."),
    ),
    "dimension-not-listed": Sentence(
        said=N_("The dimension `{name}` is described but not listed."),
        next=N_("Add it to `dimensions:`, or delete it."),
    ),
    "duplicate-id": Sentence(
        said=N_("`{name}` is the name of {kind} already."),
        next=N_("Give one of them another name."),
    ),
    "same-key": Sentence(
        said=N_("Two options are answered with the same key: {key}."),
        next=N_("Give one of them another `key:`."),
    ),
    "reserved-key": Sentence(
        said=N_("The form needs the key {key} itself."),
        next=N_("Choose another."),
    ),
    "reserved-id": Sentence(
        said=N_("The name `{name}` is needed by the engine itself."),
        next=N_("Choose another name."),
    ),
    "range-impossible": Sentence(
        said=N_("No answer can lie between `{low}` {low_value} and `{high}` {high_value}."),
        next=N_("Make the first of them smaller, or the other one larger."),
    ),
    "default-not-allowed": Sentence(
        said=N_("The question itself would refuse the default `{value}`."),
        next=N_("Choose a default that can be answered."),
    ),
    "required-names-nothing": Sentence(
        said=N_(
            "`required` names `{name}`, which is in the area `{area}`; here only what stands beside it can be named."
        ),
        next=N_("Write the last part of the name in a `required` of `{area}` itself."),
        said_without=N_("`required` names `{name}`, and there is no such question here."),
    ),
    "row-title-names-nothing": Sentence(
        said=N_("`rowTitle` names `{name}`, and rows have no such field."),
    ),
    "unknown-placeholder": Sentence(
        said=N_("Only {{item}} can stand in braces in a sentence, not `{name}`."),
        next=N_("Write {{item}} where the item's title goes, or take the braces away."),
    ),
    "pattern-too-long": Sentence(
        said=N_("A pattern may have at most {limit} characters."),
        next=N_("Make it shorter."),
    ),
    "pattern-not-anchored": Sentence(
        said=N_("A pattern must begin with ^ and end with $."),
        next=N_("Write {suggestion}"),
        next_without=N_("Write ^ before it and $ after it."),
    ),
    "pattern-digit-class": Sentence(
        said=N_("`{name}` means other things in other programs."),
        next=N_("Write {suggestion} instead."),
        next_without=N_("Write out the letters and digits that you mean, such as [0-9]."),
    ),
    "pattern-not-linear": Sentence(
        said=N_("This pattern cannot be tried quickly on every text, or is no pattern."),
        next=N_("Close every bracket, and leave out references back, look-ahead and look-behind."),
    ),
    "reference-form": Sentence(
        said=N_("`{name}` is not written as a reference."),
        next=N_("Write {suggestion}"),
        next_without=N_(
            "Write ../scales.yaml#/$defs/ and the name of what is meant, or use `scale:` and the name alone."
        ),
    ),
    "reference-remote": Sentence(
        said=N_("`{name}` is outside the programme; nothing is ever fetched."),
        next=N_("Put what it refers to in scales.yaml."),
    ),
    "unknown-reference": Sentence(
        said=N_("There is nothing called `{name}` in scales.yaml."),
    ),
    "too-many-entries": Sentence(
        said=N_("The questionnaire {name} has more than {limit} areas and items, shared ones counted each time."),
        next=N_("Divide the questionnaire in two."),
    ),
    "reference-circle": Sentence(
        said=N_("These refer to one another in a circle: {names}."),
        next=N_("Take one of them out of what it refers to."),
    ),
}
