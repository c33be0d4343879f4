from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from benchmarks.accuracy import Score, find_sets, inputs_of, score_set
from benchmarks.readme import END, begin, put_between
from benchmarks.run import accuracy_table
from benchmarks.yardstick import OURS, WHOLE, find_scans, first_sheet, load_whole, scan_rows
from extraction.record import Record
from tests.conftest import ROOT


def test_figures_replace_those_between_the_markers() -> None:
    text = f"a\n{begin('')}old{END}\nb\n{begin('x')}old{END}\n"
    assert put_between(text, "new") == f"a\n{begin('')}new{END}\nb\n{begin('x')}old{END}\n"
    assert put_between(text, "new", "x") == f"a\n{begin('')}old{END}\nb\n{begin('x')}new{END}\n"
    with pytest.raises(ValueError, match="markers"):
        put_between("a", "new")


def test_the_readme_has_its_markers() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(readme.count(begin(name)) == 1 for name in ("", "planted", "trust", "teach"))
    assert readme.count(END) == 4


def test_sets_are_folders_with_gold(tmp_path: Path) -> None:
    folder = tmp_path / "filings" / "dev" / "html"
    folder.mkdir(parents=True)
    for name in ("a.gold.json", "a.html", "a.xml", "b.txt"):
        (folder / name).touch()
    assert list(find_sets(tmp_path)) == [("dev/html", folder)]
    assert inputs_of(folder) == [folder / "a.html"]


def test_a_set_is_scored_and_shown(shared: Path) -> None:
    def read(path: Path) -> Record:
        raise ValueError("not today")

    score = score_set(shared / "filings" / "edgar", read, shared)
    assert score.without_record == {"failed": 2}
    assert accuracy_table({"edgar": Score(score.figures, score.without_record)}).endswith("| 2 failed |")


def test_a_scan_of_each_kind_is_measured_beside_rapidocr(tmp_path: Path) -> None:
    real = tmp_path / "dev" / "fax"
    real.mkdir(parents=True)
    (real / "a.gold.json").touch()
    (real / "a.pdf").touch()
    scans = dict(find_scans(tmp_path))
    assert list(scans) == ["samples_clean", "samples_office", "samples_fax", "dev_fax"]
    assert first_sheet(scans["samples_office"]).size > (1500, 2000)
    assert first_sheet(scans["samples_fax"]).size > (1500, 2000)
    (row,) = scan_rows({"samples_fax" + OURS: 2.0, "samples_fax" + WHOLE: 9.0, "pdf_pages_per_second": 3.0}).items()
    assert row == ("a scanned page, samples/fax: CPU seconds here; rapidocr", "2.0; 9.0 (4.5 times)")


def test_the_yardstick_reads_all_pixels_of_a_page() -> None:
    image = Image.new("L", (400, 60), 255)
    ImageDraw.Draw(image).text((20, 10), "Common Stock", fill=0, font_size=32)
    whole = load_whole()
    assert "Common" in " ".join(whole(np.asarray(image)).txts)
    assert whole.max_side_len > max(first_sheet(dict(find_scans(Path("nowhere")))["samples_clean"]).size)
