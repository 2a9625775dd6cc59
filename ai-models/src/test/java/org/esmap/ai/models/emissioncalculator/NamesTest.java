package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final FactorSet FACTORS = new FactorSet(Calculator.BUNDLE);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Côte d'Ivoire; CI",
                "COTE DIVOIRE; CI",
                "Türkiye; TR",
                "DRC; CD",
                "D.R. Congo; CD",
                "Congo, Dem. Rep.; CD",
                "The Democratic Republic of the Congo; CD",
                "Congo, Rep.; CG",
                "Korea, Rep.; KR",
                "Korea, Dem. People's Rep.; KP",
                "Egypt, Arab Rep.; EG",
                "Gambia, The; GM",
                "Venezuela (Bolivarian Republic of); VE",
                "Kyrgyz Republic; KG",
                "West Bank and Gaza; PS",
                "Micronesia, Fed. Sts.; FM",
                "Hong Kong SAR, China; HK",
                "Taiwan, China; TW",
                "St. Vincent and the Grenadines; VC",
                "St Lucia; LC",
                "Saint Kitts & Nevis; KN",
                "Curacao; CW",
                "Aland Islands; AX",
                "U.K.; GB",
                "the United Kingdom; GB",
                "U.S.A.; US",
                "AND; AD",
                "ST; ST",
                "Kosovo; XK"
            })
    void findsARegionByTheNamesOfTheUnitedNationsAndTheWorldBank(String name, String code) {
        assertThat(FACTORS.regions().find(name)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "&", "the", "Saint"})
    void findsNothingByLessThanAName(String word) {
        assertThat(FACTORS.regions().find(word)).isEmpty();
    }

    @Test
    void findsEveryRegionByItsCodesAndNames() {
        for (Row row : FactorTables.rows(Calculator.BUNDLE, "regions.csv")) {
            List<String> words = new ArrayList<>(row.list("aliases"));
            words.add(row.text("name"));
            row.optional("iso3").ifPresent(words::add);
            assertThat(words)
                    .allSatisfy(word -> assertThat(FACTORS.regions().find(word)).contains(row.text("code")));
        }
    }

    @Test
    void asksWhichCongoIsMeant() {
        assertThat(FACTORS.regions().find("Congo")).isEmpty();
        assertThat(FACTORS.regions().suggestions("Congo"))
                .contains("CD (Congo - Kinshasa)", "CG (Congo - Brazzaville)");
    }

    @ParameterizedTest
    @CsvSource({"Untied Kingdom, GB", "Frnce, FR", "Germny, DE", "Brasil, BR"})
    void suggestsTheRegionNearestInSpelling(String name, String code) {
        assertThat(FACTORS.regions().suggestions(name)).startsWith(code + " (");
    }

    @ParameterizedTest
    @CsvSource({
        "red diesel, gas-diesel-oil",
        "natrual gas, natural-gas",
        "gás naturel, natural-gas",
        "pellets, wood-pellets",
        "municipal solid waste, municipal-waste-fossil"
    })
    void suggestsTheFuelNearestInSpelling(String name, String fuel) {
        assertThat(FACTORS.names(ActivityType.FUEL).suggestions(name)).startsWith(fuel);
    }

    @Test
    void suggestsModesByAWordInTheirNames() {
        assertThat(FACTORS.names(ActivityType.TRANSPORT).suggestions("bus")).contains("passenger-vehicle/bus");
        assertThat(FACTORS.names(ActivityType.TRANSPORT).suggestions("car diesel"))
                .startsWith("passenger-vehicle/car/diesel");
    }

    @Test
    void keepsApartWhatAFullStopParts() {
        Names names = new Names();
        names.add("lt-3.5t", "lt-3.5t", List.of());
        names.add("lt-35t", "lt-35t", List.of());

        assertThat(names.find("LT 3.5T")).contains("lt-3.5t");
        assertThat(names.find("lt 35t.")).contains("lt-35t");
    }
}
