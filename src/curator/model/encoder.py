"""Texts → sentence embeddings, by a BERT encoder; numpy alone computes them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import erf

Floats32 = npt.NDArray[np.float32]

_BATCH = 32


class Encoder:
    """Average what a BERT encoder (Devlin et al. 2019) says of a text's word pieces (Reimers & Gurevych 2019)."""

    def __init__(self, tokenizer: Any, tensors: Mapping[str, Floats32], config: Mapping[str, Any]) -> None:
        self._tokenizer = tokenizer
        self._tensors = tensors
        self._layers, self._heads = int(config["num_hidden_layers"]), int(config["num_attention_heads"])
        self._epsilon = float(config["layer_norm_eps"])
        self.width = int(config["hidden_size"])

    def encode(self, texts: Sequence[str]) -> Floats32:
        """Return texts × `width`, each row of length one; texts of like length are computed together."""
        pieces = [one.ids for one in self._tokenizer.encode_batch(list(texts))]
        vectors = np.zeros((len(texts), self.width), np.float32)
        for rows in _batches([len(ids) for ids in pieces]):
            vectors[rows] = self._forward([pieces[row] for row in rows])
        return vectors

    def _forward(self, pieces: Sequence[Sequence[int]]) -> Floats32:
        longest = max(map(len, pieces))
        ids = np.array([[*one, *[0] * (longest - len(one))] for one in pieces])
        real = np.arange(longest) < np.array([len(one) for one in pieces])[:, None]
        embedded = self._tensors["embeddings.word_embeddings.weight"][ids]
        embedded = embedded + self._tensors["embeddings.position_embeddings.weight"][:longest]
        state = self._norm(embedded + self._tensors["embeddings.token_type_embeddings.weight"][0], "embeddings")
        unseen = np.where(real, 0, -np.inf).astype(np.float32)[:, None, None, :]
        for number in range(self._layers):
            state = self._layer(state, unseen, f"encoder.layer.{number}")
        mean = (state * real[:, :, None]).sum(axis=1)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), np.float32)

    def _layer(self, state: Floats32, unseen: Floats32, name: str) -> Floats32:
        query, key, value = (self._split(self._dense(state, f"{name}.attention.self.{one}")) for one in _PROJECTIONS)
        likeness = query @ key.swapaxes(2, 3) / np.float32(np.sqrt(query.shape[-1])) + unseen
        share = np.exp(likeness - likeness.max(axis=-1, keepdims=True))
        seen = share / share.sum(axis=-1, keepdims=True) @ value
        joined = seen.swapaxes(1, 2).reshape(state.shape)
        state = self._norm(state + self._dense(joined, f"{name}.attention.output.dense"), f"{name}.attention.output")
        inner = self._dense(state, f"{name}.intermediate.dense")
        inner *= np.float32(0.5) * (1 + erf(inner / np.float32(np.sqrt(2))))
        return self._norm(state + self._dense(inner, f"{name}.output.dense"), f"{name}.output")

    def _split(self, state: Floats32) -> Floats32:
        texts, pieces, width = state.shape
        return state.reshape(texts, pieces, self._heads, width // self._heads).swapaxes(1, 2)

    def _dense(self, state: Floats32, name: str) -> Floats32:
        weight, bias = self._tensors[f"{name}.weight"], self._tensors[f"{name}.bias"]
        flat = state.reshape(-1, state.shape[-1]) @ weight.T + bias
        return np.asarray(flat.reshape(*state.shape[:-1], -1), np.float32)

    def _norm(self, state: Floats32, name: str) -> Floats32:
        apart = state - state.mean(axis=-1, keepdims=True)
        scale = np.sqrt(np.square(apart).mean(axis=-1, keepdims=True) + np.float32(self._epsilon))
        scaled = apart / scale * self._tensors[f"{name}.LayerNorm.weight"] + self._tensors[f"{name}.LayerNorm.bias"]
        return np.asarray(scaled, np.float32)


_PROJECTIONS = ("query", "key", "value")


def _batches(lengths: Sequence[int]) -> Iterator[npt.NDArray[np.intp]]:
    order = np.argsort(lengths, kind="stable")
    return (order[start : start + _BATCH] for start in range(0, len(order), _BATCH))
