package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodTest {
    @Test
    void takesTheYearOfDaysMonthsAndIntervals() {
        for (String period : List.of("2024", "2024-02", "2024-02-29", "2024-01/2024-12", "2024-03/2024-03-31")) {
            assertThat(Period.year(period)).as(period).contains(2024);
        }
    }

    @Test
    void refusesWhatIsNoDayOrEndsBeforeItBegins() {
        for (String period :
                List.of("2025-13", "2025-02-29", "2025-12/2025-01", "2024-07/2025-06", "2025/26", "2025-1")) {
            assertThat(Period.year(period)).as(period).isEmpty();
        }
    }
}
