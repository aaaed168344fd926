"""Pictures as small PNG files: a palette, and one byte a pixel."""

import struct
import zlib

import numpy as np
import numpy.typing as npt

_COLOURS = 64


def small(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Return height × width × 3 values as a PNG of its most frequent colours, each other one as the nearest of them."""
    height, width, _ = pixels.shape
    colours, which, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-counts, kind="stable")[:_COLOURS]]
    away = ((colours[:, None, :].astype(int) - palette[None, :, :]) ** 2).sum(axis=2)
    nearest = away.argmin(axis=1).astype(np.uint8)
    return _png(nearest[which.ravel()].reshape(height, width), palette)


def _png(indices: npt.NDArray[np.uint8], palette: npt.NDArray[np.uint8]) -> bytes:
    """Return a PNG file of colour type 3 (W3C's PNG specification, 11.2)."""
    height, width = indices.shape
    rows = np.hstack([np.zeros((height, 1), np.uint8), indices]).tobytes()
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    chunks = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + chunks
