import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from curator.cli.style import style

LIST = "# List\n\n## Alpha\n- **One Two Three**. [[paper](https://arxiv.org/abs/2401.00001)]\n"
APP = typer.Typer()
APP.command()(style)


def test_style_prints_each_section_s_template_and_an_entry_written_that_way(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    result = CliRunner().invoke(APP, ["--list", str(tmp_path / "README.md")])
    assert result.exit_code == 0
    assert "README.md: Alpha (writes its own entries 100% alike)\n" in result.output
    assert "    - **{title}**. [[paper](https://arxiv.org/abs/{id})]\n" in result.output
    assert "    - **One Two Three**. [[paper](https://arxiv.org/abs/2401.00001)]\n" in result.output


def test_style_reads_the_files_that_the_settings_name_and_prints_json_for_machines(tmp_path: Path) -> None:
    (tmp_path / "more.md").write_text(LIST, encoding="utf-8")
    (tmp_path / "curator.toml").write_text('[list]\nfiles = ["*.md"]\n', encoding="utf-8")
    result = CliRunner().invoke(APP, ["--config", str(tmp_path / "curator.toml"), "--json"])
    found = json.loads(result.output)
    assert [one["section"] for one in found["sections"]] == [["Alpha"]]
    assert found["without_papers"] == []


def test_style_check_says_how_well_the_others_form_writes_each_entry(tmp_path: Path) -> None:
    text = LIST + "- **Three Four Five**. [[paper](https://arxiv.org/abs/2401.00002)] (oral)\n"
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(APP, ["--list", str(tmp_path / "README.md"), "--check"])
    assert result.output.splitlines()[1:] == ["  entries  alike  known", "        2    97%    50%  README.md: Alpha"]


def test_style_check_says_that_of_a_long_section_it_writes_the_newest_twenty(tmp_path: Path) -> None:
    more = "".join(f"- **Work {n}** [[paper](https://arxiv.org/abs/2402.000{n})]\n" for n in range(10, 40))
    (tmp_path / "README.md").write_text("# A list\n\n## Alpha\n\n" + more, encoding="utf-8")
    head, _, row = CliRunner().invoke(APP, ["--list", str(tmp_path / "README.md"), "--check"]).output.splitlines()
    assert head.startswith("Entries, a section's newest 20, each as the others are written:")
    assert row.split()[0] == "20"


def test_style_check_says_first_how_well_all_sections_are_written(tmp_path: Path) -> None:
    more = f"{LIST}\n## Beta\n\n" + "".join(
        f"- *{name} Works* [{n}](https://arxiv.org/abs/2402.0000{n})\n"
        for n, name in enumerate(("One", "Two", "Three"))
    )
    (tmp_path / "README.md").write_text(more, encoding="utf-8")
    lines = CliRunner().invoke(APP, ["--list", str(tmp_path / "README.md"), "--check"]).output.splitlines()
    assert [line.split("  ")[-1] for line in lines[2:]] == ["all sections", "README.md: Alpha", "README.md: Beta"]
    assert lines[2].split()[0] == "4"
    (tmp_path / "README.md").write_text("# A list\n", encoding="utf-8")
    assert CliRunner().invoke(APP, ["--list", str(tmp_path / "README.md"), "--check"]).output == ""


def test_style_names_the_sections_into_which_nothing_is_written(tmp_path: Path) -> None:
    row = '<tr>\n<td>One Good Title</td>\n<td><a href="https://arxiv.org/abs/2401.00001">Paper</a></td>\n</tr>\n'
    (tmp_path / "README.md").write_text(f"{LIST}\n## Beta\n\n<table>\n{row}</table>\n", encoding="utf-8")
    result = CliRunner().invoke(APP, ["--list", str(tmp_path / "README.md")])
    assert "README.md: Beta: rows of an HTML table are read, but no new one is written: add it by hand" in result.output
    assert "Beta (writes" not in result.output
