"""The student's weights as the archive that ``extract.mentions.ner.network`` reads."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from extract.mentions.ner import features
from extract.mentions.ner.labels import LABELS
from extract.mentions.ner.network import FORMAT
from extract.training.ner.corpus import STYLES
from extract.training.ner.networks import Student

_DATE = (2026, 1, 1, 0, 0, 0)  # the same weights make the same file


def _array(tensor: Tensor) -> NDArray[np.float32]:
    return np.asarray(tensor.detach().cpu().numpy(), np.float32)


def arrays(student: Student, about: dict[str, Any]) -> dict[str, NDArray[Any]]:
    """The arrays of a student: the table in small integers with a scale a column, the rest in half floats."""
    table = _array(student.types.table.weight)
    scale = np.abs(table).max(0) / 127
    found: dict[str, NDArray[Any]] = {
        "project": _array(student.project.weight).T, "project_bias": _array(student.project.bias),
        "norm_scale": _array(student.norm.weight), "norm_shift": _array(student.norm.bias), "style": _array(student.style.weight),
        "labels": _array(student.labels.weight).T, "labels_bias": _array(student.labels.bias),
        "kinds": _array(student.kinds.weight).T, "kinds_bias": _array(student.kinds.bias),
    }  # fmt: skip
    for i, (convolution, norm) in enumerate(zip(student.convolutions, student.norms, strict=True)):
        found[f"convolution{i}"] = _array(convolution.weight).transpose(2, 1, 0)
        found[f"convolution{i}_bias"] = _array(convolution.bias)
        found[f"scale{i}"], found[f"shift{i}"] = _array(norm.weight), _array(norm.bias)
    found = {name: array.astype(np.float16) for name, array in found.items()}
    found["table"] = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
    found["table_scale"] = scale.astype(np.float32)
    described = {
        "format": FORMAT, "features": features.VERSION, "labels": list(LABELS), "styles": list(STYLES),
        "dilations": list(student.shape.dilations), **about,
    }  # fmt: skip
    found["about"] = np.frombuffer(json.dumps(described, ensure_ascii=False, sort_keys=True).encode(), np.uint8)
    return found


def write(path: Path, student: Student, about: dict[str, Any]) -> int:
    """Writes the archive; returns its size in bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays(student, about).items():
            data = io.BytesIO()
            np.lib.format.write_array(data, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _DATE), data.getvalue(), zipfile.ZIP_DEFLATED)
    return path.stat().st_size
