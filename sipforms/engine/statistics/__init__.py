"""Statistics of small groups: intervals, tests of paired numbers and effect sizes, computed with scipy where it is."""
