"""The model file `CLEWLM01`: writing and reading.  Layout in FORMAT.md."""
import json
import struct
import numpy as np

MAGIC, ALIGN = b"CLEWLM01", 64
KINDS = {"f32": np.float32, "i8": np.int8, "u8": np.uint8}
NAMES = {np.dtype(v): k for k, v in KINDS.items()}


def write(path, header, tensors):
    """header: dict without `tensors`; tensors: name -> array of float32, int8 or uint8."""
    offset, table = 0, {}
    for name, array in tensors.items():
        table[name] = {"dtype": NAMES[array.dtype], "shape": list(array.shape), "offset": offset}
        offset += -(-array.nbytes // ALIGN) * ALIGN
    head = json.dumps(dict(header, tensors=table), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    with open(path, "wb") as out:
        out.write(MAGIC + struct.pack("<I", len(head)) + head)
        out.write(bytes(-out.tell() % ALIGN))
        for array in tensors.values():
            out.write(np.ascontiguousarray(array).tobytes())
            out.write(bytes(-array.nbytes % ALIGN))


def read(path):
    """(header, name -> array)."""
    data = open(path, "rb").read()
    if data[:8] != MAGIC:
        raise ValueError(f"{path}: not a CLEWLM01 file")
    size = struct.unpack("<I", data[8:12])[0]
    header = json.loads(data[12:12 + size])
    start = -(-(12 + size) // ALIGN) * ALIGN
    tensors = {}
    for name, t in header["tensors"].items():
        count = int(np.prod(t["shape"]))
        tensors[name] = np.frombuffer(data, KINDS[t["dtype"]], count, start + t["offset"]).reshape(t["shape"])
    return header, tensors
