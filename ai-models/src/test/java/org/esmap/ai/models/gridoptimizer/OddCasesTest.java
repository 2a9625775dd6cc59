package org.esmap.ai.models.gridoptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that are well formed and out of the ordinary. */
class OddCasesTest {
    private static final String WITH_AN_ISOLATED_BUS = """
            mpc.version = '2';
            mpc.baseMVA = 100;
            mpc.bus = [1 3 0 0 0 0 1 1 0 230 1 1.1 0.9; 2 1 100 0 0... of four
              0 1 1 0 230 1 1.1 0.9; 9 4 0 0 0 0 1 1 0 230 1 1.1 0.9];
            mpc.gen = [1 0 0 0 0 1 100 1 200 0; 9 0 0 0 0 1 100 1 200 0];
            mpc.branch = [1 2 0 0.1 0 0 0 0 0 0 1; 2 9 0 0.1 0 0 0 0 0 0 1];
            mpc.gencost = [2 0 0 2 10 0; 2 0 0 2 1 0];
            mpc.reserves.req = [60];
            mpc.dcline = [];
            """;

    private static ObjectNode matpower(String text) {
        ObjectNode input = Grid.input("{'network':{},'recommend':false}");
        ((ObjectNode) input.get("network")).put("matpower", text);
        return input;
    }

    private static void assertRefused(JsonNode input, String pointer, String words) {
        assertThatThrownBy(() -> Grid.solve(input))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.errors())
                                .singleElement()
                                .satisfies(e -> assertThat(e.pointer()).isEqualTo(pointer))
                                .satisfies(e -> assertThat(e.message()).contains(words)));
    }

    @Test
    void leavesOutWhatHangsOnAnIsolatedBus() {
        Prediction answer = Grid.predict(matpower(WITH_AN_ISOLATED_BUS));

        assertThat(Grid.output(answer).get("objective").asDouble()).isCloseTo(1000, within(1e-8));
        assertThat(answer.warnings()).extracting(Warning::code).contains("isolated", "ignored");
        assertThat(answer.warnings())
                .anySatisfy(warning -> assertThat(warning.detail()).endsWith("left out of it: mpc.reserves.req"));
    }

    @Test
    void refusesABusOfNoType() {
        assertRefused(
                matpower(WITH_AN_ISOLATED_BUS.replace("2 1 100", "2 7 100")), "/network/matpower", "type of bus 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 0 0 2147483647", "2 0 0 2147483647", "1 0 0 1073741823", "2 0 0 2147483644"})
    void refusesACostOfMoreFiguresThanItsRowHas(String beginning) {
        assertRefused(
                matpower(WITH_AN_ISOLATED_BUS.replace("2 0 0 2 10 0;", beginning + " 0 0 10 10;")),
                "/network/matpower",
                "as many figures as n says");
    }

    @Test
    void asksForTheNetworkInOneForm() {
        assertRefused(Grid.json("{'network':{}}"), "/network", "found none");
        assertRefused(Grid.json("{'network':{'case':'ieee9','matpower':'x'}}"), "/network", "found case and matpower");
        assertRefused(
                Grid.json("{'network':{'buses':[{'id':1}]}}"), "/network/branches", "missing: branches, generators");
        assertRefused(
                Grid.twoBuses("{'bus':1,'maxMw':90,'cost':{'linear':1,'points':[[0,0],[1,1]]}}", ""),
                "/network/generators/0/cost",
                "both by points and by coefficients");
    }

    @Test
    void pricesLoadAtItsLostValueWhereAllOfItIsShed() {
        JsonNode answer = Grid.solve(Grid.twoBuses("{'bus':1,'maxMw':200,'cost':{'linear':10}}", ",'voll':8"));

        assertThat(answer.get("shed")).hasSize(1);
        for (JsonNode price : answer.get("lmp")) {
            assertThat(price.get("price").asDouble()).isCloseTo(8, within(1e-8));
        }
        for (JsonNode marginal : answer.get("emissions").get("marginal")) {
            assertThat(marginal.get("tPerMwh").asDouble()).isZero();
        }
    }

    /** Generators of 100 MW each at 10 and 30 $/MWh, 0.5 and 0.1 t/MWh, and just as much load as some of them give. */
    private static JsonNode atAKink(double loadMw) {
        return Grid.solve("{'network':{'buses':[{'id':1,'slack':true,'loadMw':" + loadMw + "}],'branches':[],"
                + "'generators':[{'bus':1,'maxMw':100,'cost':{'linear':10},'co2TPerMwh':0.5},"
                + "{'bus':1,'maxMw':100,'cost':{'linear':30},'co2TPerMwh':0.1}]},'recommend':false}");
    }

    @Test
    void pricesOneMoreMwhWhereTheCostHasAKink() {
        JsonNode answer = atAKink(100);

        assertThat(answer.at("/lmp/0/price").asDouble()).isCloseTo(30, within(1e-8));
        assertThat(answer.at("/emissions/marginal/0/tPerMwh").asDouble()).isCloseTo(0.1, within(1e-8));
        assertThat(answer.at("/certificate/gap").asDouble()).isCloseTo(0, within(1e-9));
        assertThat(atAKink(0).at("/lmp/0/price").asDouble()).isCloseTo(10, within(1e-8));
    }

    @Test
    void pricesOneMwhLessWhereThereIsNoMore() {
        JsonNode answer = atAKink(200);

        assertThat(answer.at("/lmp/0/price").asDouble()).isCloseTo(30, within(1e-8));
        assertThat(answer.at("/emissions/marginal/0/tPerMwh").asDouble()).isCloseTo(0.1, within(1e-8));
    }

    /** 100 MW at bus 2, 50 of which its own load takes and 50 of which just fill the line to the load at bus 1. */
    @Test
    void pricesOneMoreMwhBehindALineThatIsJustFull() {
        JsonNode answer = Grid.solve("{'network':{'buses':[{'id':1,'slack':true,'loadMw':100},{'id':2,'loadMw':50}],"
                + "'branches':[{'from':1,'to':2,'x':0.1,'ratingMva':50}],"
                + "'generators':[{'bus':2,'maxMw':100,'cost':{'linear':30}}]},'voll':1000,'recommend':false}");

        assertThat(answer.at("/lmp/0/price").asDouble()).isCloseTo(1000, within(1e-6));
        assertThat(answer.at("/lmp/1/price").asDouble()).isCloseTo(1000, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "'loadMw':80, 'loadMw':1e300, /network/buses/1/loadMw",
        "'x':0.1, 'x':0.1|'shiftDeg':1e9, /network/branches/0/shiftDeg",
        "'maxMw':90, 'maxMw':1e300, /network/generators/0/maxMw",
        "'linear':10, 'linear':-1e300, /network/generators/0/cost",
        "'linear':10, 'points':[[0|0]|[1|1e14]], /network/generators/0/cost",
        "'maxMw':90, 'maxMw':90|'startCost':1e300, /network/generators/0/startCost"
    })
    void refusesFiguresThatNoGridHas(String figure, String absurd, String pointer) {
        String input =
                Grid.twoBuses("{'bus':1,'maxMw':90,'cost':{'linear':10}}", "").toString();

        assertRefused(Grid.json(input.replace(json(figure), json(absurd))), pointer, "must be a number from -");
    }

    private static String json(String text) {
        return text.replace('\'', '"').replace('|', ',');
    }

    /** Without congestion prices are the same everywhere; it is the loads that matter, not the order of the buses. */
    @Test
    void findsTheLoadToMoveWhereverItStands() {
        JsonNode answer = Grid.solvePatiently("{'network':{'case':'ieee9'},'horizon':{'loadProfile':[0.5,1]}}");

        assertThat(answer.at("/recommendations/0/action").asText()).isEqualTo("loadShift");
        assertThat(answer.at("/recommendations/0/saving").asDouble()).isCloseTo(101.66, within(0.01));
    }

    @Test
    void tellsTheShadowPricesOfALineAsTheLineItselfDoes() {
        JsonNode answer =
                Grid.solvePatiently("{'network':{'buses':[{'id':1,'slack':true},{'id':2,'loadMw':100}],'branches':["
                        .concat("{'from':1,'to':2,'x':0.1,'ratingMva':60}],'generators':[")
                        .concat(
                                "{'bus':1,'maxMw':80,'cost':{'linear':10}},{'bus':2,'maxMw':150,'cost':{'linear':30}}]},")
                        .concat("'horizon':{'loadProfile':[1,0.9],'hours':3}}"));

        assertThat(answer.get("recommendations"))
                .anySatisfy(r -> assertThat(r.get("evidence").asText())
                        .contains("binds in 2 of 2 steps, with shadow prices that sum to 40.0000 per MWh"));
    }

    @Test
    void findsTheLineThatSavesBehindADoubleCircuit() {
        JsonNode answer = Grid.solvePatiently(
                "{'network':{'buses':[{'id':1,'slack':true},{'id':2,'loadMw':100},{'id':3,'loadMw':60}],'branches':["
                        .concat("{'id':'A1','from':1,'to':2,'x':0.1,'ratingMva':20},")
                        .concat("{'id':'A2','from':1,'to':2,'x':0.1,'ratingMva':20},")
                        .concat("{'id':'C','from':1,'to':3,'x':0.1,'ratingMva':20}],'generators':[")
                        .concat(
                                "{'bus':1,'maxMw':200,'cost':{'linear':10}},{'bus':2,'maxMw':100,'cost':{'linear':50}},")
                        .concat("{'bus':3,'maxMw':100,'cost':{'linear':40}}]}}")
                        .replace('\'', '"'));

        assertThat(answer.get("recommendations"))
                .anySatisfy(r -> assertThat(r.get("element").asText()).isEqualTo("branch:C"));
    }
}
