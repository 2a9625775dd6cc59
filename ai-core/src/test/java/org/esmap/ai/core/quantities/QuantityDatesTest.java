package org.esmap.ai.core.quantities;

import static org.assertj.core.api.Assertions.assertThat;

import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days, months, quarters, years and spans of them. */
class QuantityDatesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    signed on 16 November 2023 in Oslo | 16 November 2023 | 2023-11-16
                    signed on March 5, 2021 in Oslo    | March 5, 2021    | 2021-03-05
                    due in May 2025, at last           | May 2025         | 2025-05
                    in 2022 dollars at last            | 2022             | 2022
                    in constant 2015 US$ at last       | 2015             | 2015
                    on 1 July.                         | 1 July           | --07-01
                    in 2023-11 at last                 | 2023-11          | 2023-11
                    in 1H24 at last                    | 1H24             | 2024-H1
                    in 2Q 2023 at last                 | 2Q 2023          | 2023-Q2
                    in Q4 FY24 at last                 | Q4 FY24          | 2024-Q4
                    in the third quarter of 2024       | third quarter of 2024 | 2024-Q3
                    in Q1-Q3 2024 at last              | Q1-Q3 2024       | 2024-Q1/2024-Q3
                    on 2024/03/05 at noon              | 2024/03/05       | 2024-03-05
                    on 05-Mar-2024 at noon             | 05-Mar-2024      | 2024-03-05
                    on 5.3.2024 at noon                | 5.3.2024         | 2024-03-05
                    on 31/12/2024 at noon              | 31/12/2024       | 2024-12-31
                    on 15-03-2025 at noon              | 15-03-2025       | 2025-03-15
                    on 03-15-2025 at noon              | 03-15-2025       | 2025-03-15
                    in Q2/2024 at last                 | Q2/2024          | 2024-Q2
                    in 2024 Q2 at last                 | 2024 Q2          | 2024-Q2
                    in 2024-H1 at last                 | 2024-H1          | 2024-H1
                    in 2024Q4 at last                  | 2024Q4           | 2024-Q4
                    by 2030 H2 costs less              | 2030             | 2030
                    in CY2023 at last                  | CY2023           | 2023
                    in 2024 real wages fell            | 2024             | 2024
                    In 2023 pounds fell                | 2023             | 2023
                    since 2015 GW by GW                | 2015             | 2015
                    in Q2 2026 at last                 | Q2 2026          | 2026-Q2
                    for 2024/25 only                   | 2024/25          | 2024/2025
                    the 1980s were cold                | 1980s            | 1980/1989
                    by 2030.                           | 2030             | 2030
                    on 2024-11-05 at noon              | 2024-11-05       | 2024-11-05
                    from 14 to 19 April 2024           | 14 to 19 April 2024 | 2024-04-14/2024-04-19
                    on March 12-14, 2025 in Oslo       | March 12-14, 2025 | 2025-03-12/2025-03-14
                    on 3  May  2024 in Oslo | 3  May  2024 | 2024-05-03
                    on 3\u00a0May\u00a02024 in Oslo  | 3\u00a0May\u00a02024 | 2024-05-03
                    at 2024-11-14T08:03Z sharp         | 2024-11-14T08:03Z | 2024-11-14
                    in Q4 2024/25 at last              | Q4 2024/25       | 2024/2025
                    in winter 2024/25 at last          | winter 2024/25   | 2024/2025
                    in Q3 24 and later                 | Q3 24            | 2024-Q3
                    in 2019\u20102020 at last         | 2019\u20102020  | 2019/2020
                    in 2019\u22122020 at last         | 2019\u22122020  | 2019/2020
                    in 2019-2020 dollars at last       | 2019-2020        | 2019/2020
                    for the 2020-2025 years            | 2020-2025        | 2020/2025
                    On March 25 GW-scale plans came    | March 25         | --03-25
                    in June 2024 MW by MW              | June 2024        | 2024-06
                    in June 1812 at the Niemen         | June 1812        | 1812-06
                    By 2030 EUR 5 billion is due       | 2030             | 2030
                    As of June 30 USD 45 million came  | June 30          | --06-30
                    In Q3 24 revenue rose 5 %          | Q3 24            | 2024-Q3
                    In Q4 23 sales fell                | Q4 23            | 2023-Q4
                    From 2025 the second round         | 2025             | 2025
                    Less by 2023 - 50% less GHG        | 2023             | 2023
                    Natura 2000 sites in 2020          | 2020             | 2020
                    en 2021 d’une taxe                 | 2021             | 2021
                    """)
    void findsDates(String text, String span, String iso) {
        FoundQuantity found = Found.only(text, Kind.DATE);
        assertThat(found.in(text)).isEqualTo(span);
        assertThat(found.date()).isEqualTo(iso);
    }
}
