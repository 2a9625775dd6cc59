"""Checks of how emission-calculator's tables are made, without the data."""
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from emissioncalculator.tables import consumption, contradicts, named_rightly, unlike_their_kind  # noqa: E402


@pytest.mark.parametrize("name, item", [
    ("International short-haul flight - with RF effect", "passenger-flight/international/short-haul-lt-3700km/first/rf-included"),
    ("Bulk carrier > 200000 dwt", "sea-freight/tanker/gt-200000dwt"),
    ("HGV (all diesel) - Rigid (>7.5 tonnes-17 tonnes) - 100% Laden", "delivery-vehicle/hgv-articulated/diesel/gt-7.5t-lt-17t/100"),
    ("Road freight diesel articulated HGV (>33t) 100% laden", "freight-vehicle/hgv-articulated/diesel/gt-33t/10"),
    ("International air freight short haul", "freight-flight/domestic/short-haul-lt-3700km/rf-included"),
    ("Diesel van (up to 3.5 tonnes)", "freight-vehicle/van/diesel/1.305t-lt-1.74t"),
    ("Container ship - Dry - Northern Europe - Mediterranean", "sea-freight/container-dry/northern-europe-america-atlantic"),
])
def test_a_name_speaks_against_an_id(name, item):
    assert contradicts(name, item)


@pytest.mark.parametrize("name, item", [
    ("Diesel van - Class II (1.305 to 1.74 tonnes)", "delivery-vehicle/class-2-van/diesel/gt-1.305t-lt-1.74t"),
    ("HGV (all diesel) - All artics - 50% Laden", "delivery-vehicle/hgv-all-artics/diesel/50"),
    ("Wellington electric bus", "passenger-vehicle/bus/bev"),
    ("Container vessels coupled convoy", "sea-freight/container-coupled-convoy"),
    ("Domestic flight - with RF effect", "passenger-flight/domestic/rf-included"),
])
def test_a_name_says_less_or_the_same_otherwise(name, item):
    assert not contradicts(name, item)


def test_an_id_is_corrected_only_where_the_name_says_so():
    activity = "sea_freight-vessel_type_tanker-tonnage_gt_200000dwt"
    row = {"source": "BEIS", "activity_id": activity}
    assert named_rightly(row | {"name": "Bulk carrier > 200000 dwt"}) == "sea_freight-vessel_type_bulk_carrier-tonnage_gt_200000dwt"
    assert named_rightly(row | {"name": "Chemical tanker (average)"}) == activity
    full = {"source": "BEIS", "name": "Road freight diesel articulated HGV (>33t) 100% laden", "activity_id": "percentage_load_100"}
    assert named_rightly(full) == "percentage_load_100"


def test_rotated_well_to_tank_rows_are_found():
    def rows(item, direct, upstream):
        row = {"type": "transport", "region": "GB", "year": "2021", "unit": "tkm", "publisher": "BEIS"}
        return [row | {"item": item, "boundary": "direct", "co2e": direct},
                row | {"item": item.replace("delivery-vehicle", "delivery-vehicles-and-freight"), "boundary": "upstream", "co2e": upstream}]

    right = rows("delivery-vehicle/a/diesel", "0.1", "0.0242") + rows("delivery-vehicle/b/diesel", "0.3", "0.0726")
    petrol = rows("delivery-vehicle/a/petrol", "0.1", "0.028")
    rotated = rows("delivery-vehicle/c/diesel", "0.2208", "0.05041")
    assert unlike_their_kind(right + petrol + rotated) == rotated[1:]


def test_consumption_keeps_countries_whose_years_differ():
    def zones(**figures):
        return {zone.replace("_", "-"): {"carbonIntensity": {"value": figure}} for zone, figure in figures.items()}

    rows = consumption({2021: zones(DE=439, QA=600, US_AK=500), 2022: zones(DE=475, QA=600, US_AK=480)})
    assert rows == [{"region": "DE", "year": 2021, "co2e": "0.439"}, {"region": "DE", "year": 2022, "co2e": "0.475"}]
