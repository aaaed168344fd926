import json

from curator.audit import RULES
from curator.audit.sarif import sarif
from tests.audit.listing import entry, found

TEXT = "# L\n\n## Methods\n\n" + entry("Pruning Large Models by Magnitude", "2401.00001") * 2 + "[a](github.com/x)\n"


def test_the_log_has_all_that_sarif_2_1_0_and_code_scanning_require() -> None:
    log = json.loads(json.dumps(sarif(found(TEXT), "1.0")))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "curator"
    assert [rule["id"] for rule in driver["rules"]] == [*RULES]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in driver["rules"])
    assert len(run["results"]) == 2
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note", "none"}
        assert result["message"]["text"]
        (where,) = result["locations"]
        region = where["physicalLocation"]["region"]
        assert 1 <= region["startLine"] <= region["endLine"]
        assert where["physicalLocation"]["artifactLocation"]["uri"] == "README.md"
        assert all(isinstance(value, str) for value in result["partialFingerprints"].values())


def test_a_fingerprint_outlives_lines_that_move() -> None:
    def prints(text: str) -> list[object]:
        results = sarif(found(text, rule="malformed-link"), "1.0")["runs"][0]["results"]
        return [result["partialFingerprints"] for result in results]

    assert prints(TEXT) == prints(TEXT.replace("# L\n", "# L\n\nWelcome.\n"))
