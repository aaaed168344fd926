import pytest

from curator.lists.writing.naming import short_name


@pytest.mark.parametrize(
    ("title", "abstract", "name"),
    [
        ("Sparse: A Way to Prune", "", "Sparse"),
        ("Sparse GPT: A Way to Prune", "", "Sparse GPT"),
        ("A Way to Prune", "We propose Way Pruning (WayP), a method. WayP prunes.", "WayP"),
        ("A Way to Prune", "We introduce \\textbf{Tree-GRPO}, a method. Tree-GRPO prunes.", "Tree-GRPO"),
        ("A Way to Prune", "We present results with LLMs. LLMs prune.", ""),
        ("A Way to Prune", "We present WayP once.", ""),
        ("A Way to Prune", "WayP is used, WayP is known.", ""),
        ("A Way to Prune", "We seek a versatile test-time adaptation (TTA) objective. TTA is used.", ""),
        ("A Way to Prune", "We introduce on-demand TTA. We present OD-TTA, as OD-TTA prunes. TTA is known.", "OD-TTA"),
        ("Three Words Here: A Way to Prune", "", ""),
    ],
)
def test_a_work_s_name_is_what_its_authors_call_it(title: str, abstract: str, name: str) -> None:
    assert short_name(title, abstract) == name
