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
    figures = "97% like itself, 50% in a form that the list has"
    assert result.output == f"README.md: Alpha: each of 2 entries, written anew as the others are: {figures}\n"


def test_style_names_the_sections_into_which_nothing_is_written(tmp_path: Path) -> None:
    row = '<tr>\n<td>One Good Title</td>\n<td><a href="https://arxiv.org/abs/2401.00001">Paper</a></td>\n</tr>\n'
    (tmp_path / "README.md").write_text(f"{LIST}\n## Beta\n\n<table>\n{row}</table>\n", encoding="utf-8")
    result = CliRunner().invoke(APP, ["--list", str(tmp_path / "README.md")])
    assert "README.md: Beta: rows of an HTML table are read, but no new one is written: add it by hand" in result.output
    assert "Beta (writes" not in result.output
