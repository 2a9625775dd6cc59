package org.esmap.ai.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {
    @Test
    void readsTheModelOnceForAllDetectors() {
        assertThat(Stream.generate(LanguageDetector::new).limit(100).toList()).hasSize(100);
    }

    private static final LanguageDetector DETECTOR = new LanguageDetector();
    private static final List<String> ENGLISH = List.of("en");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    de | Die Regierung will den Ausbau der Windkraft beschleunigen und die Verfahren vereinfachen.
                    de | Polen will bis 2040 sechs Reaktoren bauen. Frankreich will helfen. Der Bau kostet 40 Milliarden Euro.
                    nl | De regering betaalt subsidies of leningen voor zonnepanelen of warmtepompen.
                    da | Kommunerne vil have flere vindmøller, og hver by skal have sit eget varmeværk.
                    fr | Le gouvernement veut doubler la production d'électricité renouvelable avant la fin de la décennie.
                    es | El ministerio anunció que las nuevas centrales solares entrarán en servicio el próximo verano.
                    pt | A usina vai fornecer energia para mais de duzentas mil casas a partir do próximo ano.
                    sv | Bolaget bygger ny vindkraft i norr och räknar med sjunkande elpriser under vintern.
                    es | EL MINISTERIO ANUNCIÓ QUE LAS NUEVAS CENTRALES SOLARES ENTRARÁN EN SERVICIO EL PRÓXIMO VERANO
                    de | Der Minister sagte: "We will build it within three years and at a lower price", doch niemand glaubte es ihm.
                    fr | « Nous construirons dix centrales avant la fin de l'année, partout dans le pays »
                    pl | Ceny prądu wzrosły o połowę.
                    de | Die Stromerzeugung in Deutschland sank um 9 Prozent im Jahr 2023.
                    de | Der Ausbau der Windenergie soll bis 2030 verdoppelt werden.
                    es | Chile cierra sus centrales a carbón en 2040.
                    fr | Le gouvernement double le prix du carbone.
                    fr | Les centrales solaires de 50 MW sont en construction au Maroc.
                    hu | Az árak emelkedtek.
                    vi | Giá điện tăng mạnh.
                    zh | 国家能源局发布了新的太阳能发电政策
                    ar | أعلنت الوزارة عن مشروع جديد للطاقة الشمسية
                    id | Pemerintah ingin mempercepat pembangunan pembangkit listrik tenaga surya di seluruh Indonesia.
                    he | הממשלה רוצה להאיץ את בניית תחנות הכוח הסולאריות.
                    und | መንግሥት በመላ አገሪቱ የፀሐይ ኃይል ማመንጫዎችን ግንባታ ማፋጠን ይፈልጋል።
                    zh | 电价上涨。
                    ru | Министерство объявило о строительстве новой электростанции
                    """)
    void namesAnUnsupportedLanguage(String language, String text) {
        assertThat(DETECTOR.unsupported(text, ENGLISH)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Vattenfall builds wind park Denmark",
                "Iberdrola and Siemens Gamesa sign",
                "TEİAŞ, EPDK, EÜAŞ and BOTAŞ met in Ankara.",
                "ČEZ Dukovany Temelín EDF KHNP Westinghouse tender 2024",
                "El Niño",
                "Énergie de Paris",
                "In Bénin, Société Béninoise d'Énergie Électrique cut losses.",
                "Perusahaan Listrik Negara signed with Badan Usaha Milik Daerah",
                "per capita consumption",
                "in situ leaching",
                "biodiesel, bioethanol, biomethane",
                "photovoltaic module degradation",
                "😀😀😀 5 GW",
                "12.5 %",
                "He called it \"une catastrophe pour les ménages les plus pauvres du pays\" in an interview.",
                "Its motto “nous gardons le pays en marche et les prix bas” was painted over at night.",
                "Société Nationale d'Électricité, Agence Sénégalaise d'Électrification and Compagnie d'Électricité attended.",
                "ROSNEFT (Роснефть) SIGNS WITH GAZPROM ON GAS",
                "The board approved the loan for the grid, and the minister called it a milestone."
            })
    void leavesEnglishAndShortTextsAlone(String text) {
        assertThat(DETECTOR.unsupported(text, ENGLISH)).isEmpty();
    }

    @Test
    void acceptsEveryLanguageWhereNoneIsListed() {
        assertThat(DETECTOR.unsupported("国家能源局发布了新的太阳能发电政策", List.of())).isEmpty();
    }

    @Test
    void acceptsAnySupportedLanguage() {
        String german = "Die Regierung will den Ausbau der Windkraft beschleunigen und die Verfahren vereinfachen.";
        assertThat(DETECTOR.unsupported(german, List.of("en", "de"))).isEmpty();
    }

    @Test
    void marksTheAnswerDegradedAndKeepsItsWarnings() {
        Prediction answer = Prediction.of("x").withWarnings(List.of(new Warning(Warning.TRUNCATED, "cut")));
        Prediction flagged = DETECTOR.flag(
                answer,
                "Le gouvernement veut doubler la production d'électricité avant la fin de la décennie.",
                ENGLISH);
        assertThat(flagged.degraded()).isTrue();
        assertThat(flagged.warnings())
                .extracting(Warning::code)
                .containsExactly(Warning.TRUNCATED, Warning.UNSUPPORTED_LANGUAGE);
        assertThat(DETECTOR.flag(answer, "Wind power grew.", ENGLISH)).isSameAs(answer);
    }

    @Test
    void namesNoLanguageWhereTheScriptIsUnknown() {
        Prediction flagged = DETECTOR.flag(Prediction.of("x"), "መንግሥት በመላ አገሪቱ የፀሐይ ኃይል ማመንጫዎችን", ENGLISH);
        assertThat(flagged.reason()).startsWith("The text seems to be in another language.");
    }

    @Property(tries = 300)
    void takesAnyText(@ForAll String text) {
        assertThat(DETECTOR.unsupported(text, ENGLISH)).isNotNull();
    }
}
