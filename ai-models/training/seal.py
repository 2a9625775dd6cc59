"""Seals a bundle: writes the digest and size of every file into its model.json.

    python3 seal.py ../src/main/resources/models/<id>/<version> [--also name=path ...]

Files in the folder are listed as found. A file that the build takes from a Maven artefact instead of the folder is named
with --also, or keeps the entry it already has. Nothing but the Python standard library is needed.
"""

import argparse
import hashlib
import json
from pathlib import Path


def entry(name: str, path: Path) -> dict:
    data = path.read_bytes()
    return {"path": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def seal(bundle: Path, also: dict[str, Path]) -> dict:
    manifest_path = bundle / "model.json"
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    found = {
        p.relative_to(bundle).as_posix(): entry(p.relative_to(bundle).as_posix(), p)
        for p in sorted(bundle.rglob("*"))
        if p.is_file() and p != manifest_path
    }
    from_build = {e["path"]: e for e in manifest.get("files", []) if e.get("build")}
    for name, path in also.items():
        from_build[name] = entry(name, path) | {"build": True}
    manifest["files"] = [(from_build | found)[name] for name in sorted(from_build | found)]
    manifest_path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return manifest


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--also", action="append", default=[], metavar="NAME=PATH")
    arguments = parser.parse_args()
    named = {name: Path(path) for name, path in (pair.split("=", 1) for pair in arguments.also)}
    sealed = seal(arguments.bundle, named)
    print(f"{sealed['id']} {sealed['version']}: {len(sealed['files'])} files")
