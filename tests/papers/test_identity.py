from curator.papers.identity import title_key


def test_titles_are_the_same_when_only_their_writing_differs() -> None:
    assert title_key("Self-Refine: Iterative  Refinement") == title_key("SELF REFINE — iterative refinement.")
    assert title_key("Padé") == title_key("Pade\u0301")
    assert title_key("⚡🔥 …") == ""
