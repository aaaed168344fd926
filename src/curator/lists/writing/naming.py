"""The short name that authors give their work: "Sparse: A Way to Prune" is Sparse."""

import re
from collections.abc import Sequence

from curator.lists.reading.words import word_set

_WORD = r"(?<![\w-])([A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)(?![\w-])"
_INTRODUCED = re.compile(r"\b(?:propos|introduc|present|develop|call|name|dub|term)\w*\b([^.]{0,160})", re.IGNORECASE)
_MARKUP = re.compile(r"\\[a-z]+\{|[*{}$\\]")
_FIELD = word_set(
    """
    AI API APIs BERT CNN CNNs CoT CPU DNN DPO GAN GPT GPU GPUs GRPO GUI KL LLM LLMs LRM LRMs MCTS MDP ML MLLM MLLMs
    MLP NLP OOD PPO PRM PRMs QA RAG RL RLHF RLVR RNN SFT SGD SOTA SQL TTS VAE VLA VLM VLMs ViT 2D 3D T2I T2V
    """
)


def short_name(title: str, abstract: str) -> str:
    """Return what authors call their work: the words before a colon, two at most, else one from the abstract."""
    name, colon, _ = title.partition(":")
    if colon and len(name.split()) <= 2:
        return name
    plain = _MARKUP.sub("", abstract)
    tokens = re.findall(_WORD, plain)
    for match in _INTRODUCED.finditer(plain):
        found = re.findall(rf"\({_WORD}\)", match[1]) + re.findall(_WORD, match[1])
        for token in filter(_is_coined, found):
            if tokens.count(token) > 1 and not _is_term(token, plain, tokens):
                return str(token)
    return ""


def _is_term(token: str, text: str, tokens: Sequence[str]) -> bool:
    """Tell whether a token is short for plain words, "test-time adaptation (TTA)", or what others are kinds of."""
    words = r"(?<![\w-])[A-Z]?[a-z]+" + rf"(?:[ -][a-z]+){{{len(token) - 1}}} \({re.escape(token)}\)"
    return bool(re.search(words, text)) or any(other != token and other.endswith(token) for other in tokens)


def _is_coined(token: str) -> bool:
    """Tell whether a word looks made up for one work: capitals inside or figures, and no acronym of its field."""
    odd = sum(letter.isupper() for letter in token) > 1 or any(letter.isdigit() for letter in token)
    return odd and len(token) > 2 and token not in _FIELD
