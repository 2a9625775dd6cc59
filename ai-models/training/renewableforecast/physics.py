"""The part of the physics that turns weather into the learned model's features; the Java of the model is the reference."""
import numpy as np

STANDARD_PRESSURE_PA, STANDARD_TEMPERATURE_K = 101325.0, 288.15


def pv_capacity_factor(poa, temp_c, wind_ms, dc_ac=1.2, losses=0.14, gamma=-0.0037, inverter=0.96):
    """AC output over AC capacity: Sandia cell temperature (King et al. 2004, open rack, glass and polymer), PVWatts DC and
    inverter (Dobos 2014)."""
    cell = poa * np.exp(-3.56 - 0.075 * wind_ms) + temp_c + 3 * poa / 1000
    dc = dc_ac * poa / 1000 * (1 + gamma * (cell - 25)) * (1 - losses)
    load = np.maximum(dc * inverter, 1e-12)
    ac = inverter / 0.9637 * (-0.0162 * load - 0.0059 / load + 0.9858) * dc
    return np.where(poa > 0, np.clip(ac, 0, 1), 0.0)


def wind_features(v, temp_c, curve_ms, curve_kw, measured):
    """Rows of (capacity factor, its slope over the logarithm of the speed, speed over that of half power, temperature,
    whether the curve is the site's own). Air at sea level pressure; the curve's speeds move with density (Svenningsen 2010)."""
    curve_ms, x = np.asarray(curve_ms, float), np.asarray(curve_kw, float) / np.max(curve_kw)
    exponent = np.interp(curve_ms, [7.5, 12.5], [1 / 3, 2 / 3])
    density = STANDARD_TEMPERATURE_K / (273.15 + np.asarray(temp_c, float))
    rows = np.empty((len(v), 5), np.float32)
    for i, speed in enumerate(v):
        at = curve_ms * (1 / density[i]) ** exponent
        rows[i, 0] = power(speed, at, x)
        rows[i, 1] = (power(speed * 1.05, at, x) - power(speed * 0.95, at, x)) / 0.1
        rows[i, 2] = speed / half_power_speed(at, x)
    rows[:, 3], rows[:, 4] = temp_c, measured
    return rows


def power(speed, at, x):
    return 0.0 if speed > at[-1] else float(np.interp(speed, at, x, left=0.0))


def half_power_speed(at, x):
    k = int(np.argmax(x >= 0.5))
    return at[k] if k == 0 else at[k - 1] + (0.5 - x[k - 1]) / (x[k] - x[k - 1]) * (at[k] - at[k - 1])
