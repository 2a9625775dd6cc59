"""Makes the factor tables of emission-calculator from reference data.

    python3 tables.py <folder with the data sets> <bundle folder>

The data sets are the folders m7_owid_electricity, m7_ember_co2js, m7_oefdb and m7_gwp. Written are grid-owid.csv,
grid-ember.csv, grid-consumption.csv, grid-losses.csv, oefdb.csv and gwp.csv; the other tables of the bundle are kept by hand. Every figure is carried over as a
decimal, never as a float. Nothing but the Python standard library is needed.
"""

import argparse
import csv
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from statistics import median

G_PER_KG = Decimal(1000)


def plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return "0" if text in ("-0", "0") else text


def read(path: Path, **options) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, **options)
        return [row | {"line": rows.line_num} for row in rows]


def write(path: Path, columns: list[str], rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(";".join(columns) + "\n")
        for row in rows:
            values = [str(row.get(column, "")) for column in columns]
            if any(";" in value or "\n" in value for value in values):
                raise SystemExit(f"A value holds the separator: {values}")
            file.write(";".join(values) + "\n")
    print(f"{path.name}: {len(rows)} rows")


class Regions:
    """Finds the code of a region by code, ISO 3166 alpha-3 or name."""

    def __init__(self, path: Path):
        self.codes = {}
        for row in read(path, delimiter=";"):
            for word in [row["code"], row["iso3"], row["name"], *row["aliases"].split("|")]:
                if word:
                    self.codes[word.lower()] = row["code"]
        self.codes["congo"] = "CG"  # so the data sets mean it; a caller may mean either Congo

    def code(self, word: str) -> str:
        return self.codes[word.lower()]


def owid(data: Path, regions: Regions) -> list[dict]:
    """Carbon intensity as published; checked to be life-cycle emissions (see the model card)."""
    rows = []
    for row in read(data / "m7_owid_electricity" / "owid_electricity_mix_2022.csv"):
        intensity = row["Carbon intensity of electricity (gCO2/kWh)"]
        if intensity and Decimal(intensity):  # a life-cycle figure of 0 is no figure: a kilowatt-hour rounded away, or none made
            factor = Decimal(intensity) / G_PER_KG
            rows.append({"region": regions.code(row["Country"]), "year": row["Year"], "co2e": plain(factor)})
    return sorted(rows, key=lambda r: (r["region"], r["year"]))


def ember(data: Path, regions: Regions) -> list[dict]:
    rows = []
    table = json.loads(
        (data / "m7_ember_co2js" / "average-intensities.json").read_text(encoding="utf-8"), parse_float=Decimal
    )
    for entry in table.values():
        code = regions.code(entry["country_code"] or entry["country_or_region"])
        factor = Decimal(entry["emissions_intensity_gco2_per_kwh"]) / G_PER_KG
        if factor:  # as above
            rows.append({"region": code, "year": entry["year"], "co2e": plain(factor)})
    return sorted(rows, key=lambda r: (r["region"], r["year"]))


CONSUMPTION_YEARS = range(2021, 2025)


def consumption(zones_by_year: dict[int, dict]) -> list[dict]:
    """Intensity of what countries consume, of years that a country's figure tells apart. Parts of countries are left out, and so are
    countries with one figure for all years, which is assumed then. 2025 is left out: twelve countries leap by more than 40 % in it,
    Kenya from 95 to 206 g."""
    rows = []
    for zone in next(iter(zones_by_year.values())):
        figures = [(year, zones[zone]["carbonIntensity"]["value"]) for year, zones in zones_by_year.items()]
        if re.fullmatch("[A-Z]{2}", zone) and len({figure for _, figure in figures}) > 1:
            rows += [{"region": zone, "year": year, "co2e": plain(Decimal(figure) / G_PER_KG)} for year, figure in figures]
    return sorted(rows, key=lambda r: (r["region"], r["year"]))


def consumption_tables(data: Path) -> dict[int, dict]:
    folder = data / "m7_ember_co2js"
    return {year: json.loads((folder / f"yearly_{year}.json").read_text(encoding="utf-8")) for year in CONSUMPTION_YEARS}


LOSSES_YEAR = "2021"


def losses(data: Path, regions: Regions, intensities: list[dict]) -> list[dict]:
    """What is emitted for a kWh used in generating what is lost on its way: the intensity of generation times kWh lost per kWh
    used. That ratio is the one of BEIS's 2021 well-to-tank factors of losses and of generation, which differ in nothing else; of the
    UK's direct factors of that year it is the same, 0.0885."""
    upstream = {"losses": {}, "generation": {}}
    for row in read(data / "m7_oefdb" / "OpenEmissionFactorsDB.csv"):
        if (row["source"], row["category"], row["lca_activity"]) == ("BEIS", "Electricity", "well_to_tank"):
            kind = "losses" if row["activity_id"].endswith("_losses") else "generation"
            upstream[kind][row["region"]] = Decimal(row["kgCO2e-AR4"])
    by_region = {row["region"]: row["co2e"] for row in intensities if row["year"] == LOSSES_YEAR}
    rows = []
    for region, lost in upstream["losses"].items():
        code = regions.codes.get(region.lower())
        intensity = by_region.get(code)
        if intensity and region != "AF":  # BEIS means Africa by AF, not Afghanistan
            factor = Decimal(intensity) * lost / upstream["generation"][region]
            rows.append({"region": code, "year": LOSSES_YEAR, "co2e": plain(factor.quantize(Decimal("1e-6")))})
    return sorted(rows, key=lambda r: r["region"])


# Where the collection stands behind a correction by the IPCC: the figure that is taken, and what to say of it.
CORRECTED_GWPS = {
    ("SF6", "AR6"): ("24300", "AR6 of SF6: 24,300, as the IPCC corrected Table 7.SM.7 (so GHG Protocol, August 2024, and Regulation"
                     " (EU) 2024/573), where the collection has 25,200 as first printed"),
}


def gwp(data: Path) -> list[dict]:
    lines = (data / "m7_gwp" / "globalwarmingpotentials.csv").read_text(encoding="utf-8").splitlines()
    rows = []
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        values = {name: row[f"{name}GWP100"].strip() for name in ("AR4", "AR5", "AR6")}
        if any(values.values()):
            source = ""
            for name in values:
                values[name], source = CORRECTED_GWPS.get((row["Species"], name), (values[name], source))
            rows.append({"species": row["Species"]} | values | {"source": source})
    return rows


# Open Emission Factors DB: which of its sources are taken, how their columns are to be read, and their licences.
# Gas columns of BEIS are kg CO2e under AR4 (806 of 806 rows add up so); those of EPA and GHG Protocol are kg of gas.
SOURCES = {
    ("BEIS", "2021"): {"form": "co2e", "gwp": "AR4"},
    ("EPA", "2022"): {"form": "mass", "gwp": ""},
    ("EPA", "2021"): {"form": "mass", "gwp": ""},
    ("GHG Protocol", "2021"): {"form": "mass", "gwp": ""},
    ("ADEME", "2021"): {"form": "total", "gwp": "AR5"},
    ("MfE", "2020"): {"form": "total", "gwp": "AR4"},
    ("UBA", "2020"): {"form": "total", "gwp": "AR4"},
    ("STC-Nestra B.V.", "2018"): {"form": "total", "gwp": "AR4"},
}
SECTIONS = {
    ("Energy", "Fuel"): "fuel",
    ("Energy", "Heat and Steam"): "heat",
    ("Energy", "Electricity"): "electricity",
    ("Transport", "Vehicles"): "transport",
    ("Transport", "Road Travel"): "transport",
    ("Transport", "Road Freight"): "transport",
    ("Transport", "Rail Travel"): "transport",
    ("Transport", "Rail Freight"): "transport",
    ("Transport", "Air Travel"): "transport",
    ("Transport", "Air Freight"): "transport",
    ("Transport", "Sea Travel"): "transport",
    ("Transport", "Sea Freight"): "transport",
}
UNITS = {
    "kWh": "kWh", "MMBTU": "MMBtu", "GJ": "GJ", "kg": "kg", "tonne": "t", "short ton": "short ton", "L": "L",
    "gal (US)": "US gal", "m3": "m3", "scf": "ft3", "km": "km", "mile": "mi", "passenger-km": "pkm",
    "passenger-mile": "p-mi", "tonne-km": "tkm", "ton-mile": "short ton-mi",
}
BOUNDARIES = {
    "fuel_combustion": "direct",
    "use_phase": "direct",
    "electricity_generation": "direct",
    "well_to_tank": "upstream",
    "transmission_and_distribution": "losses",
    "fuel_upstream-fuel_combustion": "lifecycle",
    "upstream-fuel_combustion": "lifecycle",
    "upstream-electricity_consumption": "lifecycle",
    "upstream-use_phase": "lifecycle",
    "fuel_upstream-fuel_combustion-fugitive_emissions": "lifecycle",
    "electricity_consumption": "direct",
    "well_to_propeller": "lifecycle",
}
FUELS = {
    "natural_gas": "natural-gas", "lpg": "lpg",
    "liquefied_petroleum_gases_lpg": "lpg",
    "liquefied_petroleum_gases": "lpg", "avgas": "aviation-gasoline",
    "aviation_gasoline": "aviation-gasoline", "avtur": "jet-kerosene", "kerosenetype_jet_fuel": "jet-kerosene",
    "burning_oil": "other-kerosene", "kerosene": "other-kerosene", "diesel_100_percent_mineral": "gas-diesel-oil",
    "gas_oil": "gas-oil", "fuel_oil": "residual-fuel-oil", "oil": "residual-fuel-oil", "naphtha": "naphtha",
    "lubricants": "lubricants", "petroleum_coke": "petroleum-coke", "petroleum_coke_solid": "petroleum-coke",
    "coking_coal": "coking-coal", "waste_oils": "waste-oils", "used_oil": "waste-oils", "petrol": "motor-gasoline",
    "petrol_100_percent_mineral_petrol": "motor-gasoline", "motor_gasoline": "motor-gasoline",
    "anthracite_coal": "anthracite", "bituminous_coal": "other-bituminous-coal",
    "sub_bituminous_coal": "sub-bituminous-coal", "lignite_coal": "lignite", "crude_oil": "crude-oil",
    "ethane": "ethane", "peat": "peat", "landfill_gas": "landfill-gas", "blast_furnace_gas": "blast-furnace-gas",
    "coke_oven_gas": "coke-oven-gas", "coal_coke": "coke-oven-coke", "wood_and_wood_residuals": "wood",
    "natural_gas_100_percent_mineral_blend": "natural-gas-mineral", "cng": "cng", "lng": "lng",
    "residual_fuel_oil_no.6": "residual-fuel-oil", "distillate_fuel_oil_no.2": "gas-diesel-oil", "biodiesel_100percent": "biodiesel",
    "ethanol_100percent": "bioethanol", "diesel_biofuel_blend": "diesel-average-biofuel-blend",
    "petrol_biofuel_blend": "petrol-average-biofuel-blend",
}
BIOMASS = {
    "agricultural_byproducts", "bagasse", "bamboo", "biodiesel_100percent", "ethanol_100percent", "landfill_gas",
    "other_biomass_gases", "north_american_hardwood", "north_american_softwood", "rendered_animal_fat",
    "solid_byproducts", "straw", "vegetable_oil", "wood_and_wood_residuals",
}
# Part fossil, part biogenic without saying how much of each: not taken.
MIXED = {"municipal_solid_waste", "tires"}
ORDER = ("type", "item", "region", "year", "boundary", "unit", "cvBasis", "publisher")
# Fuels that are biogenic, or may be in part: without a figure their biogenic CO2 is unknown, where that of all others is 0.
NOT_FOSSIL = re.compile(r"bio|wood|straw|renewable|landfill")
# The UK's grid holds biomethane: per kWh its gas has less fossil CO2 than that of mineral origin.
PART_BIOMETHANE = {("BEIS", "natural-gas"), ("BEIS", "cng")}
# The source spells these otherwise in its rows of biogenic CO2.
BIOGENIC_SPELT = {"used_cooking": "used_cooking_oil", "grass_straw": "grass_or_straw"}
ATTRIBUTE = re.compile(
    r"^(fuel_type|fuel_use|fuel_source|route_type|route|vehicle_type|engine_size|vehicle_age|vehicle_weight|distance"
    r"|class|aircraft_type|vessel_type|tonnage|vessel_length|percentage_load|weight|energy_source|type|size)_"
)

# Rows whose id says another thing than their name, which is the publisher's: (publisher, how the name begins, what the id says, what
# it should say). That the names are right is seen in the neighbouring rows, in the well-to-tank rows and in the ministry's own.
MISNAMED = (
    ("BEIS", "Bulk carrier", "type_tanker-", "type_bulk_carrier-"),
    ("BEIS", "Chemical tanker > 20000 dwt", "_lt_20000dwt", "_gt_20000dwt"),
    ("BEIS", "International short-haul flight - with", "class_first", "class_na"),
    ("BEIS", "HGV (all diesel) - Rigid", "hgv_articulated", "hgv_rigid"),
    ("BEIS", "Road freight diesel articulated HGV (>33t) 100% laden", "load_10", "load_100"),
    ("BEIS", "Diesel van (up to 3.5 tonnes)", "weight_1.305t_lt_1.74t", "weight_lt_3.5t"),
    ("BEIS", "BEV van (up to 1.305 tonnes)", "weight_gt_1.305t", "weight_lt_1.305t"),
    ("BEIS", "Battery EV car (luxury) - Passenger vehicles - WTT", "delivery_vehicles_and_freight", "passenger_vehicle"),
    ("MfE", "International air freight", "route_type_domestic", "route_type_international"),
    ("ADEME", "Medium-haul flight (>1000km <3500km)", "_lt_2300km", "_lt_3500km"),
    ("UBA", "Container ship", "type_cargo-", "type_container-"),
    ("STC-Nestra B.V.", "Container vessels 1", "type_cargo-", "type_container-"),
    ("STC-Nestra B.V.", "Coupled convoy", "type_cargo-", "type_coupled_convoy-"),
    ("STC-Nestra B.V.", "Motor vessel \u2264 80m", "type_container_coupled_convoy-", "type_cargo-"),
    ("STC-Nestra B.V.", "Motor vessel 110m", "length_100m", "length_110m"),
)
# Of each line a name and an item can mean but one.
EITHER = [frozenset(words.split()) for words in (
    "first business economy", "tanker bulk container convoy motor", "rigid articulated", "domestic international", "short long",
    "small medium large", "car van bus taxi motorbike hgv", "diesel petrol lpg cng lng electric",
    "africa asia america mediterranean oceania",
)]
SYNONYMS = {"artics": "articulated", "rigids": "rigid", "rig": "rigid", "bev": "electric", "battery": "electric", "electricity": "electric"}
# Where the well-to-tank rows of one head and fuel go with the direct ones by one ratio; without a fuel, these heads have one all the same.
ONE_FUEL = ("sea-freight", "passenger-ferry", "freight-flight", "passenger-flight")
BURNT = ("diesel", "petrol", "lpg", "cng", "hev", "rf-included", "rf-excluded")
FARTHEST_FROM_RATIO = Decimal("0.05")


def place(row: dict) -> tuple[str, ...]:
    return row["activity_unit"], row["source"], row["region"]


def number(text: str) -> Decimal | None:
    return None if text in ("", "not-supplied") else Decimal(text)


def fuel_item(activity: str) -> tuple[str, str, str]:
    """The fuel, its calorific basis and its own word from an id such as fuel_type_lpg_gross-fuel_use_na."""
    fuel, _, use = activity.partition("-fuel_use_")
    word = fuel.removeprefix("fuel_type_")
    basis = ""
    # The source misspells a few: coa_netl, minera_netl, mineral_grossl.
    for ending, fixed, said in (("a_netl", "al", "net"), ("l_grossl", "l", "gross"), ("_net", "", "net"), ("_gross", "", "gross")):
        if word.endswith(ending):
            word, basis = word.removesuffix(ending) + fixed, said
            break
    item = FUELS.get(word, word.replace("_", "-").lower())
    use = use.replace("_", "-")
    if use not in ("na", "stationary-combustion", "combustion", "aviation", "shipping"):
        item += "/" + use
    return item, basis, word


def other_item(activity: str) -> str:
    parts = [part for part in activity.split("-") if not part.endswith("_na")]
    return "/".join(ATTRIBUTE.sub("", part).replace("_", "-") for part in parts).lower()


def named_rightly(row: dict) -> str:
    """The row's id, corrected where its name says another thing."""
    activity = row["activity_id"]
    for publisher, name, said, meant in MISNAMED:
        if row["source"] == publisher and row["name"].startswith(name):
            activity = re.sub(re.escape(said) + r"(?!\d)", meant, activity)
    return activity


def contradicts(name: str, item: str) -> bool:
    """Whether a row's name speaks against its item: another class, kind, fuel, place or number."""
    said, meant = ({SYNONYMS.get(w, w) for w in re.findall("[a-z]+", text.lower())} for text in (name, item))
    numbers, own = ({Decimal(n) for n in re.findall(r"(?<![a-z])\d+(?:\.\d+)?", text)} for text in (
        name.lower(), re.sub(r"class-\d-van", "van", item)))
    seats = EITHER[0]
    return (
        any(said & words and meant & words and not said & meant & words for words in EITHER)
        or bool(meant & seats and not said & seats)
        or bool(numbers and own and numbers != own)
    )


def vehicle_kind(entry: dict) -> tuple[str, ...] | None:
    """What has one ratio of well-to-tank to direct emissions with all others of it; None where a mix of fuels has not."""
    parts = entry["item"].split("/")
    burnt = tuple(part for part in parts if part in BURNT)
    head = direct_item(parts[0])
    return (entry["publisher"], entry["year"], head, *burnt) if burnt or head in ONE_FUEL else None


def direct_item(item: str) -> str:
    """The item of the direct row that a well-to-tank row goes with, which the source heads otherwise."""
    return item.replace("-wtt", "", 1).replace("delivery-vehicles-and-freight", "delivery-vehicle")


def unlike_their_kind(entries: list[dict]) -> list[dict]:
    """The well-to-tank rows that go with their direct row by another ratio than the others of their kind: those of another row."""
    same = ("region", "year", "unit", "publisher")
    direct = {(e["item"], *(e[c] for c in same)): Decimal(e["co2e"]) for e in entries if travelled(e, "direct")}
    ratios: dict[tuple, list] = {}
    for entry in entries:
        vehicles = vehicle_kind(entry)
        burnt = direct.get((direct_item(entry["item"]), *(entry[c] for c in same)))
        if travelled(entry, "upstream") and vehicles and burnt:
            ratios.setdefault(vehicles, []).append((Decimal(entry["co2e"]) / burnt, entry))
    found = []
    for pairs in ratios.values():
        usual = median(ratio for ratio, _ in pairs)
        found += [entry for ratio, entry in pairs if abs(ratio - usual) > usual * FARTHEST_FROM_RATIO]
    return found


def travelled(entry: dict, boundary: str) -> bool:
    return entry["type"] == "transport" and entry["boundary"] == boundary and "co2e" in entry


# The New Zealand ministry's rows of pure biofuels hold kg N2O where kg CO2e belong: 3.45 kg N2O/TJ times 36.1 and 23.4 MJ/L.
N2O_FOR_CO2E = {"fuel_type_biodiesel-fuel_use_transport", "fuel_type_bioethanol-fuel_use_transport"}


def biogenic_of(activity: str) -> str:
    """The activity whose biogenic CO2 a row of the id fuel_type_wood_chips_biogenic_CO2-fuel_use_na gives."""
    name, _, rest = activity.partition("_biogenic_CO2")
    for spelt, meant in BIOGENIC_SPELT.items():
        if name.endswith(spelt):
            name = name.removesuffix(spelt) + meant
    return name + rest


def fossil(entry: dict) -> bool:
    item = entry["item"]
    return entry["type"] == "fuel" and not NOT_FOSSIL.search(item) and (entry["publisher"], item) not in PART_BIOMETHANE


def faulty(row: dict) -> bool:
    """A GHG Protocol row whose total is not CO2 + 28 CH4 + 265 N2O within 0.5 %: methane and nitrous oxide are wrong."""
    total, co2, ch4, n2o = (number(row[c]) for c in ("kgCO2e-AR5", "kgCO2", "kgCH4", "kgN2O"))
    if None in (total, co2, ch4, n2o):
        return True
    return abs(total - (co2 + 28 * ch4 + 265 * n2o)) > total * Decimal("0.005")


def suspicious(row: dict) -> bool:
    """GHG Protocol gives some vehicle and engine rows CH4 and N2O a thousand times too small, and totals to match."""
    co2, ch4, n2o = (number(row[c]) for c in ("kgCO2", "kgCH4", "kgN2O"))
    return row["activity_unit"] in ("gal (US)", "mile", "km", "scf", "tonne-km", "passenger-km", "passenger-mile",
                                    "ton-mile") or (co2 and ch4 is not None and ch4 + n2o < co2 / 10**6)


def oefdb(data: Path) -> list[dict]:
    rows, dropped, biogenic = {}, Counter(), {}
    spelt = {}
    for row in read(data / "m7_oefdb" / "OpenEmissionFactorsDB.csv"):
        source = SOURCES.get((row["source"], row["year_released"]))
        kind = SECTIONS.get((row["sector"], row["category"]))
        boundary = BOUNDARIES.get(row["lca_activity"])
        unit = UNITS.get(row["activity_unit"])
        activity = named_rightly(row)
        if not source or not kind or not unit:
            continue
        if "_biogenic_CO2" in activity:
            biogenic[(biogenic_of(activity), *place(row))] = number(row["kgCO2"])
            continue
        entry, why = factor(row, source, kind, boundary, unit, activity)
        if entry and kind == "transport" and contradicts(row["name"], entry["item"]):
            entry, why = None, "transport whose name contradicts its id"
        if entry is None:
            dropped[why] += 1
            continue
        # The source spells one item in several ways (gt-2000lm, gt-2000-lm): the first spelling stands.
        word = (entry["type"], entry["item"].replace("-", ""))
        entry["item"] = spelt.setdefault(word, entry["item"])
        key = tuple(entry[c] for c in ORDER)
        entry["activity"] = (activity, *place(row))
        rows.setdefault(key, []).append(entry)
    ambiguous = [entries for entries in rows.values() if len(entries) > 1]
    dropped["rows that cannot be told apart"] = sum(map(len, ambiguous))
    kept = [entries[0] for entries in rows.values() if len(entries) == 1]
    misplaced = [id(entry) for entry in unlike_their_kind(kept)]
    kept = [entry for entry in kept if id(entry) not in misplaced]
    dropped["well-to-tank rows of another vehicle than they say"] = len(misplaced)
    for entry in kept:
        co2 = biogenic.get(entry.pop("activity", None))
        if co2 is not None and entry["boundary"] == "direct":
            entry["biogenicCo2"] = plain(co2)
        elif fossil(entry):
            entry.setdefault("biogenicCo2", "0")
    for why, count in sorted(dropped.items()):
        print(f"  not taken from oefdb, {why}: {count}")
    return sorted(kept, key=lambda r: tuple(r[c] for c in ORDER))


def factor(row, source, kind, boundary, unit, activity):
    if boundary is None:
        return None, "life-cycle stage not stated or not ours"
    if "managed_assets" in activity or "non_baseload" in activity or "residual_mix" in activity:
        return None, "managed assets, marginal and residual mixes"
    if row["source"] == "UBA" and boundary != "lifecycle":
        return None, "UBA rows whose boundary contradicts its other rows"
    if row["source"] == "GHG Protocol" and (faulty(row) or suspicious(row)):
        return None, "GHG Protocol rows that are faulty or of the faulty kind"
    if row["source"] == "MfE" and activity in N2O_FOR_CO2E:
        return None, "MfE rows that hold nitrous oxide in the place of CO2e"
    entry = {
        "type": kind, "region": {"GLOBAL": "WORLD", "EU": "EU27"}.get(row["region"], row["region"]), "year": row["year_released"],
        "boundary": boundary, "unit": unit, "cvBasis": "", "form": source["form"], "gwp": source["gwp"],
        "publisher": row["source"], "url": row["source_link"].replace(";", "%3B"),
        "page": f"OpenEmissionFactorsDB.csv, line {row['line']}",
    }
    word = activity
    if kind == "fuel":
        entry["item"], entry["cvBasis"], word = fuel_item(activity)
        if row["source"] in ("EPA", "GHG Protocol") and unit == "MMBtu":
            entry["cvBasis"] = "gross"
        if unit in ("kWh", "GJ", "MMBtu") and not entry["cvBasis"]:
            return None, "fuel energy without a calorific basis"
        if word in MIXED:
            return None, "part fossil, part biogenic"
    elif kind == "electricity":
        if "grid_mix" not in activity or boundary == "upstream" or row["source"] not in ("BEIS", "EPA"):
            return None, "electricity other than grid mixes of a known year"
        entry["item"] = "grid"
        if row["source"] == "EPA":
            # eGRID2019 was released in 2021 and eGRID2020 in 2022 (OEFDB_sources.md).
            entry["year"] = str(int(row["year_released"]) - {"2021": 2, "2022": 2}[row["year_released"]])
    elif kind == "heat":
        what = activity.removeprefix("heat-and-steam-type_").replace("_", "-")
        entry["item"] = "purchased-steam" if what == "na" else what.replace("-distribution-5percent-loss", "").replace("-wtt", "")
    else:
        entry["item"] = other_item(activity)
    return values(entry, row, source["form"], word in BIOMASS)


def values(entry, row, form, biomass):
    co2, ch4, n2o = (number(row[c]) for c in ("kgCO2", "kgCH4", "kgN2O"))
    total = number(row["kgCO2e-AR5" if entry["gwp"] == "AR5" else "kgCO2e-AR4"])
    if form != "total" and None not in (co2, ch4, n2o):
        if biomass:
            entry["biogenicCo2"], co2 = plain(co2), Decimal(0)
        entry |= {"co2": plain(co2), "ch4": plain(ch4), "n2o": plain(n2o)}
        if form == "co2e" and total is not None:
            entry["co2e"] = plain(total)
        return entry, ""
    if form == "mass" or total is None:
        return None, "gases or total missing"
    entry |= {"form": "total", "co2e": plain(total)}
    return entry, ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("bundle", type=Path)
    arguments = parser.parse_args()
    regions = Regions(arguments.bundle / "regions.csv")
    grid = ["region", "year", "co2e"]
    intensities = owid(arguments.data, regions)
    write(arguments.bundle / "grid-owid.csv", grid, intensities)
    write(arguments.bundle / "grid-losses.csv", grid, losses(arguments.data, regions, intensities))
    write(arguments.bundle / "grid-ember.csv", grid, ember(arguments.data, regions))
    write(arguments.bundle / "grid-consumption.csv", grid, consumption(consumption_tables(arguments.data)))
    write(arguments.bundle / "gwp.csv", ["species", "AR4", "AR5", "AR6", "source"], gwp(arguments.data))
    columns = ["type", "item", "region", "year", "boundary", "unit", "cvBasis", "form", "gwp", "co2e", "co2", "ch4",
               "n2o", "biogenicCo2", "publisher", "url", "page"]
    write(arguments.bundle / "oefdb.csv", columns, oefdb(arguments.data))


if __name__ == "__main__":
    main()
