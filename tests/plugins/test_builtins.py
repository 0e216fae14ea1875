"""Our own plug-ins come through the same hooks as anybody else's."""

import subprocess
import sys

from sipforms.engine.vocabulary import collect, plugin_manager
from sipforms.plugins import BUILTINS, builtin_plugins

NAMED_IN_THE_BUNDLE_FORMAT = (
    "mean percentOfMax topShare weightedMean difference gap unmet priority quadrant share count days sum median min "
    "max recode reverse icfMean icfEnvironment goalAttainment sdqStyle whodasSimple"
)


def test_every_scorer_of_the_bundle_format_is_offered_and_no_name_twice() -> None:
    vocabulary = collect(plugin_manager(builtin_plugins(), installed=False))
    assert vocabulary.problems == ()
    assert set(vocabulary.scorers) == set(NAMED_IN_THE_BUNDLE_FORMAT.split())


def test_each_word_says_which_plug_in_it_came_from() -> None:
    vocabulary = collect(plugin_manager(builtin_plugins(), installed=False))
    assert vocabulary.scorers["mean"].plugin == "averages"
    assert {word.plugin for word in vocabulary.scorers.values()} <= set(BUILTINS)


def test_importing_the_package_imports_no_plug_in() -> None:
    code = "import sys, sipforms.plugins; print([name for name in sys.modules if name.startswith('sipforms.plugins.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_scoring_imports_nothing_for_tables_or_screens() -> None:
    code = (
        "import sys, sipforms.plugins, sipforms.engine.compare.history; sipforms.plugins.builtin_plugins();"
        "print(sorted({'numpy', 'polars', 'textual', 'rich', 'plotext', 'scipy', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
