package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that would give wrong figures are refused when a version is opened. */
class TablesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fuels-ipcc.csv       | crude-oil;73300         | crude-oil;-73300         | 'co2' must be from 0",
                "fuels-ipcc.csv       | crude-oil;73300;71100   | crude-oil;73300;75000    | 'co2' must be between its limits",
                "fuels-ipcc.csv       | crude-oil;73300         | crude-oil;lots           | 'co2' is no number",
                "fuels-ipcc.csv       | crude-oil;73300         | crude-oil;1e999999999    | 'co2' must be from 0 and of at most",
                "fuels-ipcc.csv       | crude-oil;73300         | crude-oil;1e-999999999   | 'co2' must be from 0 and of at most",
                "grid-ember.csv       | AE;2024;0.46751         | AE;soon;0.46751          | 'year' is no number",
                "grid-ember.csv       | AE;2024;0.46751         | AE;2024;-0.46751         | 'co2e' must be from 0",
                "gwp.csv              | CH4;25;28;27.9          | CH4;25;-28;27.9          | 'AR5' must be from 0",
                "calorific-values.csv | crude-oil;42.3          | crude-oil;-42.3          | 'ncv' must be from 0",
                "calorific-values.csv | crude-oil;42.3;40.1     | crude-oil;0;0            | 'ncv' must be above 0",
                "calorific-values.csv | 44.8;0.95               | 44.8;0                   | 'netPerGross' must be above 0",
                "calorific-values.csv | 44.8;0.95               | 44.8;1.05                | 'netPerGross' must be above 0 and at most 1",
                "refrigerants.csv     | CFC11:1                 | CFC11:0.7                | 'components' must be shares that add up to 1",
                "refrigerants.csv     | CFC11:1                 | CFC11:-1                 | 'components' must be species with shares",
                "refrigerants.csv     | CFC11:1                 | CFC11                    | 'components' must be species with shares"
            })
    void refusesATableThatWouldGiveWrongFigures(String file, String from, String to, String why) throws IOException {
        String table = Calculator.BUNDLE.text(file);
        assertThat(table).contains(from);

        refuses(file, table.replace(from, to), file + ": " + why);
    }

    @ParameterizedTest
    @CsvSource({"gwp.csv", "fuels-ipcc.csv", "regions.csv"})
    void refusesATableWithoutALine(String file) throws IOException {
        refuses(file, "", file + " is empty");
    }

    private void refuses(String file, String content, String why) throws IOException {
        Map<String, Path> files = new HashMap<>(Calculator.BUNDLE.files());
        files.put(file, Files.writeString(folder.resolve(file), content));
        Bundle bundle = new Bundle(Calculator.BUNDLE.manifest(), "0", files);

        assertThatThrownBy(() -> new EmissionCalculator(bundle))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE))
                .hasMessageContaining(why);
    }
}
