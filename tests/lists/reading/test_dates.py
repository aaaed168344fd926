from datetime import date

import pytest

from curator.lists.reading import dates


@pytest.mark.parametrize(
    ("written", "iso", "form"),
    [
        ("2024.05.08", "2024-05-08", "{year}.{month}.{day}"),
        ("2024-5", "2024-05", "{year}-{m}"),
        ("2024/05", "2024-05", "{year}/{month}"),
        ("2024", "2024", "{year}"),
        ("March 2024", "2024-03", "{Month_name} {year}"),
        ("Feb. 2025", "2025-02", "{Mon}. {year}"),
        ("25 FEB 2025", "2025-02-25", "{day} {MON} {year}"),
        ("3rd June 2024", "2024-06-03", "{d}{th} {Month_name} {year}"),
        ("23rd June 2024", "2024-06-23", "{d}{th} {Month_name} {year}"),
        ("march 7, 2024", "2024-03-07", "{month_name} {d}, {year}"),
        ("Sep'24", "2024-09", "{Mon}'{yy}"),
        ("2024 Dec", "2024-12", "{year} {Mon}"),
        ("05/2024", "2024-05", "{month}/{year}"),
        ("ICLR'25", "2025", "'{yy}"),
        ("2024 年 6 月", "2024-06", "{year} 年 {m} 月"),
        ("2024年06月03日", "2024-06-03", "{year}年{month}月{day}日"),
    ],
)
def test_a_date_is_found_with_its_form_and_another_is_written_the_same_way(written: str, iso: str, form: str) -> None:
    (found,) = dates.find(written)
    assert (found.iso, found.form) == (iso, form)
    values = dates.fields(found.year, found.month, found.day)
    assert found.form.format(**values) == written[found.start : found.end]


@pytest.mark.parametrize("text", ["", "no date", "ResNet18", "version 3.5", "32 May 1", "12345", "99th May 2024 x"[:8]])
def test_figures_that_are_no_dates_are_none(text: str) -> None:
    assert dates.find(text) == []


def test_a_day_that_no_month_has_is_left_out() -> None:
    assert [found.iso for found in dates.find("45 May 2024")] == ["2024-05"]


@pytest.mark.parametrize(
    ("arxiv_id", "announced", "day"),
    [
        ("2405.00001", date(2024, 5, 22), date(2024, 5, 21)),
        ("2405.00001", date(2024, 5, 20), date(2024, 5, 17)),
        ("2405.00001", date(2024, 5, 19), date(2024, 5, 17)),
        ("2405.00001", date(2024, 5, 1), date(2024, 4, 30)),
        ("2405.00001", date(2025, 1, 9), None),
        ("2405.00001", None, None),
        ("cs/0112017", date(2001, 12, 12), date(2001, 12, 11)),
        ("other", date(2001, 12, 12), date(2001, 12, 11)),
    ],
)
def test_a_paper_was_submitted_the_working_day_before_in_the_month_of_its_id(
    arxiv_id: str, announced: date | None, day: date | None
) -> None:
    assert dates.submitted(arxiv_id, announced) == day


@pytest.mark.parametrize(
    ("form", "shorter"),
    [
        ("{year}-{month}-{day}", "{year}-{month}"),
        ("{day} {Mon} {year}", "{Mon} {year}"),
        ("{d}{th} of {Month_name} {year}", "{Month_name} {year}"),
        ("{Mon} {d}, {year}", "{Mon} {year}"),
        ("{Mon} {d}{th},  {year}", "{Mon} {year}"),
        ("{d}  {Month_name} - {year}", "{Month_name} - {year}"),
        ("{day} - {Mon} {year}", "{Mon} {year}"),
        ("{year}--{month}--{day}", "{year}--{month}"),
        ("{year} 年 {m} 月 {d} 日", "{year} 年 {m} 月"),
        ("{year}年{month}月{day}号", "{year}年{month}月"),
        ("- {day} [{title}]", "- [{title}]"),
        ("{year}", "{year}"),
    ],
)
def test_a_form_without_its_day_reads_on(form: str, shorter: str) -> None:
    assert dates.without_day(form) == shorter


@pytest.mark.parametrize(
    ("form", "may"),
    [
        ("{Mon}., {year}", "{Mon}, {year}"),
        ("{d} {mon}. {year}", "{d} {mon} {year}"),
        ("{MON}.", "{MON}"),
        ("{year}.{Mon}.{day}", "{year}.{Mon}.{day}"),
        ("{month}. {year}", "{month}. {year}"),
    ],
)
def test_may_has_no_stop_where_other_months_are_cut_short(form: str, may: str) -> None:
    assert dates.for_month(form, 5) == may
    assert dates.for_month(form, 6) == form


def test_an_id_tells_its_month_in_the_old_form_too() -> None:
    assert dates.of_id("2405.00001") == (2024, 5)
    assert dates.of_id("hep-th/9901001") == (1999, 1)
    assert dates.of_id("9913.00001") == (0, 0)
    assert dates.of_id("") == (0, 0)


def test_figures_are_a_date_where_the_id_says_the_same_and_nowhere_else() -> None:
    assert [(date.year, date.month) for date in dates.agreeing("x 24.7 y", "2407.00001")] == [(2024, 7)]
    assert dates.agreeing("x 24.7 y", "2408.00001") == []
    assert dates.agreeing("x 24.7 y", "") == []


def test_a_month_and_a_day_are_a_date_where_the_id_has_that_month() -> None:
    (found,) = dates.agreeing("[07-31] A title", "2507.00001")
    assert (found.month, found.day) == (7, 31)
    assert dates.agreeing("[08-31] A title", "2507.00001") == []
