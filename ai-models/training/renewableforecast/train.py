r"""Trains, calibrates, exports and measures the quantile models of renewable-forecast.

    python3 renewableforecast/train.py --data <data folder> --bundle ../src/main/resources/models/renewable-forecast/1.0.0 \
        --evaluation ../src/test/resources/renewableforecast/evaluation.json

Two minutes on one core. Held out and only measured: the plant's months from 2019-01 on, and every fifth turbine. Calibration
is conformal over groups: months of the plant, each predicted from the months before it, and folds of turbines.
"""
import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import numpy as np  # noqa: E402
import torch  # noqa: E402

from common import seed  # noqa: E402
from renewableforecast import data  # noqa: E402
from renewableforecast.model import LEVELS, MEDIAN, Quantiles, pinball  # noqa: E402
from renewableforecast.physics import pv_capacity_factor, wind_features  # noqa: E402

WIND_FLAG = 4


def fit(features, y, solar, flag, epochs, batch, rate, start):
    seed(start)
    low, high = features.min(0), features.max(0)
    model = Quantiles(low, high, features.mean(0), features.std(0) + 1e-6, solar, flag)
    x, t = torch.from_numpy(features), torch.from_numpy(y)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=1e-4)
    steps = epochs * ((len(y) + batch - 1) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    for _ in range(epochs):
        for rows in torch.randperm(len(y)).split(batch):
            loss = pinball(model(x[rows]), t[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model.eval()


def predict(model, features):
    with torch.no_grad():
        return model(torch.from_numpy(features)).double().numpy()


def conformal_widths(quantiles, y, most=4.0):
    """The factor on each quantile's distance from the median that gives it its level on cases the model never saw."""
    factors = np.ones(len(LEVELS))
    for k, level in enumerate(LEVELS):
        if k != MEDIAN:
            distance = np.maximum(np.abs(quantiles[:, k] - quantiles[:, MEDIAN]), 1e-6)
            score = (y - quantiles[:, MEDIAN]) * np.sign(k - MEDIAN) / distance
            factors[k] = np.clip(np.quantile(score, max(level, 1 - level)), 0.25, most)
    for k in list(range(MEDIAN - 2, -1, -1)) + list(range(MEDIAN + 2, len(LEVELS))):
        inner = k + 1 if k < MEDIAN else k - 1
        factors[k] = max(factors[k], factors[inner])
    return factors


def measure(name, quantiles, y, physics, capacity_kw=None):
    q = np.clip(quantiles[:, [LEVELS.index(0.1), MEDIAN, LEVELS.index(0.9)]], 0, 1.05)
    loss = lambda p: np.mean([np.maximum(t * (y - p[:, i]), (t - 1) * (y - p[:, i])).mean() for i, t in enumerate((.1, .5, .9))])
    ours, alone = loss(q), loss(np.repeat(physics[:, None], 3, 1))
    covered = np.mean((y >= q[:, 0]) & (y <= q[:, 2]))
    error = np.abs(y - q[:, 1]).mean() * (capacity_kw or 1), np.abs(y - physics).mean() * (capacity_kw or 1)
    print(f"{name}: pinball {ours:.5f}, physics {alone:.5f}, {100 * (1 - ours / alone):.1f} % below; covers {100 * covered:.1f} %; "
          f"MAE {error[0]:.4g} against {error[1]:.4g}; n {len(y)}", flush=True)


def plant_rows(d, published_temperature, dc_ac):
    """Features of the plant. Its ambient temperature went through the Fahrenheit formula once too often; the set is used as
    published and with that undone, so that the model meets plants in every climate."""
    ambient = d.temp_amb_C if published_temperature else 1.8 * d.temp_amb_C + 32
    poa = d.irrad_poa_Wm2.to_numpy()
    x = pv_capacity_factor(poa, ambient.to_numpy(), d.wind_speed_ms.to_numpy(), dc_ac=dc_ac)
    bend = (poa - (d.prev + d.next) / 2) / 1000
    return np.column_stack([x, poa / 1000, ambient, bend.abs(), (d.next - d.prev) / 1000]).astype(np.float32)


def unbiased_dc_ac(d):
    """The DC to AC ratio with which the physics is right on average below clipping, at the mended temperature."""
    ratio = np.linspace(1.0, 1.5, 51)
    low = (d.generated_kW < 0.85 * data.PLANT_CAPACITY_KW).to_numpy()
    y = d.generated_kW[low] / data.PLANT_CAPACITY_KW
    return float(min(ratio, key=lambda r: abs((plant_rows(d, False, r)[low, 0] - y).mean())))


def solar(arguments):
    d = data.plant(arguments.data)
    train = (d.date < data.LAST_MONTHS).to_numpy()
    y = np.clip(d.generated_kW.to_numpy() / data.PLANT_CAPACITY_KW, 0, 1).astype(np.float32)
    dc_ac = unbiased_dc_ac(d[train])
    views = [plant_rows(d, True, 1.2), plant_rows(d, False, dc_ac)]
    together = lambda rows: (np.concatenate([v[rows] for v in views]), np.concatenate([y[rows]] * len(views)))
    learn = lambda rows: fit(*together(rows), True, None, arguments.solar_epochs, 256, 3e-3, arguments.seed)
    ahead, months = [[], []], sorted(set(d.month[train]))
    for i in range(4, len(months)):
        before, after = d.month.isin(months[:i]).to_numpy(), (d.month == months[i]).to_numpy()
        model = learn(before)
        for view, kept in zip(views, ahead):
            light = after & (view[:, 0] > 0)
            kept.append((predict(model, view[light]), y[light]))
    widths = [conformal_widths(*map(np.concatenate, zip(*kept))) for kept in ahead]
    model = learn(train)
    model.widths[:] = torch.from_numpy(np.maximum(*widths))
    print("solar widths", model.widths[0].numpy().round(2), "dcAc", dc_ac)
    for name, view in zip(("published", "mended"), views):
        held = predict(model, view[~train])
        measure(f"plant, last months, {name}", held, y[~train], view[~train][:, 0], data.PLANT_CAPACITY_KW)
        measure(f"plant, training months, {name}", predict(model, view[train]), y[train], view[train][:, 0], data.PLANT_CAPACITY_KW)
    expected = np.abs(d.generated_kW - d.expected_kW)
    print(f"expected_kW: MAE {expected[~train].mean():.0f} on the last months, {expected.mean():.0f} on all")
    return model


def turbine_rows(speed, temperature, power, i, curve, table, random):
    """One turbine seen through the site's own curve and through a like type of the table."""
    kind = table[data.LIKE_THE_FLEET[random.integers(len(data.LIKE_THE_FLEET))]]
    own = wind_features(speed[:, i], temperature[:, i], *curve, 1.0)
    like = wind_features(speed[:, i], temperature[:, i], kind["windMs"], kind["powerKw"], 0.0)
    return own, like, (power[:, i] / np.max(curve[1])).astype(np.float32), (power[:, i] / 100).astype(np.float32)


def fleet_rows(fleet, numbers, curve, table, start):
    random = np.random.default_rng(start)
    parts = [turbine_rows(*fleet, n - 1, curve, table, random) for n in numbers]
    own, like, y_own, y_like = (np.concatenate(p) for p in zip(*parts))
    return np.concatenate([own, like]), np.concatenate([y_own, y_like])


def curve_of(fleet, numbers):
    speed, _, power = fleet
    columns = [n - 1 for n in numbers]
    return data.site_curve(speed[:, columns].ravel(), power[:, columns].ravel())


def wind(arguments, table):
    fleet = data.fleet(arguments.data)
    held = data.held_out(arguments.data)
    train = [n for n in range(1, 67) if n not in held]
    learn = lambda rows, y: fit(rows, y, False, WIND_FLAG, arguments.wind_epochs, 2048, 3e-3, arguments.seed)
    folds = np.random.default_rng(arguments.seed).permutation(train)
    quantiles, known, flags = [], [], []
    for fold in np.array_split(folds, 5):
        rest = [n for n in train if n not in fold]
        curve = curve_of(fleet, rest)
        model = learn(*fleet_rows(fleet, rest, curve, table, 1))
        rows, y = fleet_rows(fleet, fold, curve, table, 2)
        quantiles.append(predict(model, rows))
        known.append(y)
        flags.append(rows[:, WIND_FLAG] > 0.5)
        measure(f"turbines {sorted(int(n) for n in fold)}, own curve", quantiles[-1][flags[-1]], y[flags[-1]], rows[flags[-1], 0])
    quantiles, known, flags = map(np.concatenate, (quantiles, known, flags))
    curve = curve_of(fleet, train)
    model = learn(*fleet_rows(fleet, train, curve, table, 1))
    for k, of in enumerate((~flags, flags)):
        model.widths[k] = torch.from_numpy(conformal_widths(quantiles[of], known[of]))
    evaluation = {"heldOutTurbines": held, "siteCurve": [[float(v), round(float(p), 4)] for v, p in zip(*curve)]}
    arguments.evaluation.write_text(json.dumps(evaluation) + "\n", encoding="utf-8")
    print("wind widths", model.widths.numpy().round(2))
    rows, y = fleet_rows(fleet, held, curve, table, 3)
    for k, name in enumerate(("like type", "own curve")):
        of = rows[:, WIND_FLAG] == k
        measure(f"held-out turbines, {name}", predict(model, rows[of]), y[of], rows[of, 0])
    return model


def export(model, features, path):
    torch.onnx.export(model, (torch.zeros(2, features),), str(path), input_names=["features"], output_names=["quantiles"],
                      dynamic_axes={"features": {0: "n"}, "quantiles": {0: "n"}}, opset_version=17, dynamo=False)


def write_turbines(table, path):
    path.write_text(json.dumps({
        "source": "windpowerlib, windpowerlib/oedb/power_curves.csv and turbine_data.csv, https://github.com/wind-python/windpowerlib, "
                  "commit 191d8ca894d6d830997630fa3599f048d6e8c7b4; each turbine's own source beside it",
        "licence": "MIT (windpowerlib, Copyright (c) 2019-2021 oemof developer group); the figures come from the OpenEnergy Platform's "
                   "wind turbine library, whose own terms were not read",
        "turbines": table}, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"') + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--bundle", required=True, type=Path)
    parser.add_argument("--evaluation", required=True, type=Path, help="where the Java evaluation finds the split and the site's curve")
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--solar-epochs", type=int, default=40)
    parser.add_argument("--wind-epochs", type=int, default=8)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    arguments.evaluation.parent.mkdir(parents=True, exist_ok=True)
    arguments.bundle.mkdir(parents=True, exist_ok=True)
    table = data.turbines(arguments.data)
    write_turbines(table, arguments.bundle / "turbines.json")
    export(solar(arguments), 5, arguments.bundle / "solar.onnx")
    export(wind(arguments, table), 5, arguments.bundle / "wind.onnx")


if __name__ == "__main__":
    main()
