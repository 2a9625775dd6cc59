"""Writes the built-in cases of grid-optimizer from MATPOWER case files, in the JSON form of the model's input.

    python3 convert_cases.py <folder with the .m files> <bundle folder>

Only the figures that a DC optimal power flow needs are kept; the texts of the files are not. Nothing but the Python
standard library is needed. Sources, commits and licences are written into every case.
"""

import json
import re
import sys
from pathlib import Path

MATPOWER = {
    "source": "MATPOWER, github.com/MATPOWER/matpower, commit 95d5a6fabb663167cf7eaff7f67acb41cddbad94, data/{file}",
    "licence": "Figures from public sources or included with permission (see MATPOWER's LICENSE, which does not cover "
    "case data); Zimmerman, Murillo-Sanchez, Thomas 2011",
}
PGLIB = {
    "source": "PGLib-OPF v23.07, github.com/power-grid-lib/pglib-opf, commit "
    "dc6be4b2f85ca0e776952ec22cbd4c22396ea5a3, {file}",
    "licence": "CC-BY-4.0, IEEE PES PGLib-OPF Task Force, arXiv 1908.02788; converted to JSON, reactive figures left out",
}
FUEL_NOTE = (
    "The source names no fuels; those of this built-in case were chosen by this project to illustrate CO2 prices, and its "
    "emissions are illustrations too"
)
CASES = [
    ("ieee9", "case9.m", MATPOWER, "9 buses, 3 generators (Chow 1982)", ["gas", "coal", "gas"]),
    ("ieee14", "case14.m", MATPOWER, "IEEE 14 bus test case", ["coal", "coal", "gas", "gas", "gas"]),
    ("ieee30", "case30.m", MATPOWER, "30 buses, 6 generators (Alsac and Stott 1974)", ["coal", "coal", "gas", "gas", "gas", "oil"]),
    ("pglib_case3_lmbd", "pglib_opf_case3_lmbd.m", PGLIB, "3 buses (Lesieutre et al. 2011)", None),
    ("pglib_case5_pjm", "pglib_opf_case5_pjm.m", PGLIB, "PJM 5 bus (Li and Bo 2010)", None),
    ("pglib_case5_pjm__sad", "sad/pglib_opf_case5_pjm__sad.m", PGLIB, "PJM 5 bus, small angle differences: infeasible", None),
    ("pglib_case14_ieee", "pglib_opf_case14_ieee.m", PGLIB, "IEEE 14 bus", None),
    ("pglib_case30_as", "pglib_opf_case30_as.m", PGLIB, "30 buses (Alsac and Stott 1974)", None),
    ("pglib_case30_ieee", "pglib_opf_case30_ieee.m", PGLIB, "IEEE 30 bus", None),
]
FUELS = {"NG": "gas", "COW": "coal", "PEL": "oil", "NUC": "nuclear", "SYNC": "none"}


def matrix(text: str, name: str) -> list[tuple[list[float], str]]:
    body = re.search(r"mpc\." + name + r"\s*=\s*\[(.*?)\]", text, re.S).group(1)
    rows = []
    for line in body.splitlines():
        figures, _, comment = line.partition("%")
        values = figures.replace(";", " ").split()
        if values:
            rows.append(([float(v) for v in values], comment.strip()))
    return rows


def lean(value: float):
    return int(value) if value == int(value) else value


def put(target: dict, key: str, value: float, unless: float = 0) -> None:
    if value != unless:
        target[key] = lean(value)


def bus(row: list[float]) -> dict:
    made = {"id": int(row[0])}
    if row[1] == 3:
        made["slack"] = True
    put(made, "loadMw", row[2])
    put(made, "shuntMw", row[4])
    return made


def branch(row: list[float]) -> dict:
    made = {"from": int(row[0]), "to": int(row[1]), "r": lean(row[2]), "x": lean(row[3])}
    put(made, "ratingMva", row[5])
    put(made, "tap", row[8])
    put(made, "shiftDeg", row[9])
    if not (row[11] == 0 and row[12] == 0):
        put(made, "angleMinDeg", row[11], -360)
        put(made, "angleMaxDeg", row[12], 360)
    return made


def generator(row: list[float], cost: list[float], fuel: str | None) -> dict:
    assert cost[0] == 2 and row[7] > 0
    c2, c1, c0 = ([0.0, 0.0, 0.0] + cost[4 : 4 + int(cost[3])])[-3:]
    made = {"bus": int(row[0]), "minMw": lean(row[9]), "maxMw": lean(row[8]), "setpointMw": lean(row[1])}
    made["cost"] = {}
    put(made["cost"], "quadratic", c2)
    put(made["cost"], "linear", c1)
    put(made["cost"], "constant", c0)
    put(made, "startCost", cost[1])
    put(made, "stopCost", cost[2])
    if fuel:
        made["fuel"] = fuel
    return made


def convert(text: str) -> dict:
    gens = matrix(text, "gen")
    costs = matrix(text, "gencost")
    base = float(re.search(r"mpc\.baseMVA\s*=\s*([\d.]+)", text).group(1))
    return {
        "baseMva": lean(base),
        "buses": [bus(r) for r, _ in matrix(text, "bus")],
        "branches": [branch(r) for r, _ in matrix(text, "branch")],
        "generators": [generator(r, c, FUELS.get(tag)) for (r, tag), (c, _) in zip(gens, costs)],
    }


def dump(case: dict) -> str:
    lines = ["{"]
    keys = list(case)
    for key in keys:
        comma = "," if key != keys[-1] else ""
        if isinstance(case[key], list):
            rows = ",\n".join("  " + json.dumps(item) for item in case[key])
            lines.append(f' "{key}": [\n{rows}\n ]{comma}')
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(case[key])}{comma}")
    return "\n".join(lines + ["}"]) + "\n"


def main(source: Path, bundle: Path) -> None:
    for name, file, origin, title, fuels in CASES:
        path = next(p for p in (source / "m8_matpower" / file, source / "m8_pglib_opf" / file) if p.exists())
        case = {
            "title": title,
            "source": origin["source"].format(file=file),
            "licence": origin["licence"],
        }
        converted = convert(path.read_text())
        if fuels:
            case["fuelNote"] = FUEL_NOTE
            for g, fuel in zip(converted["generators"], fuels, strict=True):
                g["fuel"] = fuel
        (bundle / "cases" / f"{name}.json").write_text(dump(case | converted), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
