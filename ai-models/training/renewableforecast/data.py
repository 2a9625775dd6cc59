"""Reads the two training sets as they are published; see the model card for their licences and faults."""
import csv
from pathlib import Path

import numpy as np
import pandas as pd

PLANT_CAPACITY_KW = 20264.0
LAST_MONTHS = pd.Timestamp("2019-01-01")
SITE_CURVE_BINS_MS = np.arange(0.0, 25.01, 0.5)
AIR_KG_M3 = 1.225
BETZ = 16 / 27
LEAST_CUT_OUT_MS = 20
LIKE_THE_FLEET = ["S122/3000", "GE130/3200", "N131/3600", "V126/3300", "MM100/2000"]


def plant(data):
    """The plant's rows with the features poaPrev and poaNext; nights, absent in the file, are dark."""
    d = pd.read_csv(Path(data) / "m5_pvops_pv/example_prod_with_covariates.csv", parse_dates=["date"])
    d = d[d.randid == "R10"].sort_values("date").reset_index(drop=True)
    columns = ["temp_amb_C", "wind_speed_ms"]
    d[columns] = d[columns].interpolate()
    poa, hour = d.irrad_poa_Wm2, pd.Timedelta(hours=1)
    d["prev"] = poa.shift(1).where(d.date.diff() == hour, 0.0)
    d["next"] = poa.shift(-1).where(d.date.diff().shift(-1) == hour, 0.0)
    d["month"] = d.date.dt.to_period("M").astype(str)
    return d


def fleet(data):
    """Arrays [row, turbine] of wind speed m/s, temperature in degrees Celsius and power in per cent of rated."""
    read = lambda name: pd.read_csv(Path(data) / f"m5_wind_power_curve_bhm/thinned_{name}.csv").to_numpy(float)
    return read("wind_speed"), read("temperature"), read("power")


def held_out(data):
    """Numbers, from 1, of the turbines that are never trained on: of all 66 in the order of their terrain's level, every fifth,
    so that plain and rough places are held out in proportion."""
    levels = pd.read_csv(Path(data) / "m5_wind_power_curve_bhm/terrain_level_agg.csv").sort_values(["terrain_level", "Turbine"])
    return [int(n) for n in levels.Turbine[2::5]]


def site_curve(speed, power):
    """Median power by bins of 0.5 m/s, never falling, from 0 at calm to the highest median: what an operator would measure."""
    half = 0.25
    medians = [np.median(power[np.abs(speed - v) <= half]) if (np.abs(speed - v) <= half).sum() >= 20 else np.nan
               for v in SITE_CURVE_BINS_MS]
    medians[0] = 0.0
    filled = pd.Series(medians).interpolate().ffill().clip(lower=0.0).cummax()
    return SITE_CURVE_BINS_MS, filled.to_numpy()


def can_be_true(points, rotor_m):
    """Whether a curve takes no more from the wind than Betz's limit and goes on to where turbines stop. Of the table's types
    E-101/3050 (the curve of a larger rotor), S152/6330 and V164/8000 take up to 73 % and V90/2000 ends at 16.5 m/s."""
    wind_kw = lambda v: AIR_KG_M3 / 2 * np.pi * rotor_m ** 2 / 4 * v ** 3 / 1000
    return all(p <= BETZ * wind_kw(v) for v, p in points if v > 0) and max(v for v, p in points if p > 0) >= LEAST_CUT_OUT_MS


def turbines(data):
    """Curve and facts of every turbine type of windpowerlib's table that names its source and can be true: turbines.json."""
    folder = Path(data) / "m5_windpowerlib"
    with open(folder / "turbine_data.csv", encoding="utf-8", newline="") as f:
        facts = {r["turbine_type"]: r for r in csv.DictReader(f)}
    found = {}
    with open(folder / "power_curves.csv", encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            name = row.pop("turbine_type")
            points = [(float(v), float(p) / 1000) for v, p in row.items() if p]
            fact = facts[name]
            if not fact["source"].strip() or not can_be_true(points, float(fact["rotor_diameter"])):
                continue
            found[name] = {
                "manufacturer": fact["manufacturer"], "name": fact["name"], "nominalKw": float(fact["nominal_power"]) / 1000,
                "rotorM": float(fact["rotor_diameter"]), "source": fact["source"].strip(),
                "windMs": [v for v, _ in points], "powerKw": [round(p, 4) for _, p in points]}
    return found
