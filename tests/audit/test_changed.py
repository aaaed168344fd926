from curator.audit import changed
from tests.audit.listing import entry, found

DIFF = "diff --git a/x b/x\n--- a/x\n+++ b/x\n"
DIFF += "@@ -1,0 +2,3 @@ head\n+a\n+b\n+c\n@@ -9 +12 @@\n-x\n+y\n@@ -20,2 +22,0 @@\n-z\n"


def test_added_and_changed_lines_are_counted_in_the_new_file_and_removed_ones_are_not() -> None:
    assert changed.lines(DIFF) == {2, 3, 4, 12}
    assert changed.lines("") == frozenset()


def test_a_finding_counts_when_it_touches_a_changed_line() -> None:
    text = "# L\n\n## Methods\n\n" + entry("Pruning Large Models by Magnitude", "2401.00001") * 2
    (one,) = found(text)
    assert changed.among([one], {"README.md": frozenset({6})}) == [one]
    assert changed.among([one], {"README.md": frozenset({5})}) == []
