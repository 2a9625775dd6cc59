package org.esmap.ai.web.protocols.openinference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.web.trial.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenInferenceTest {
    private final OpenInference protocol = Platform.bean(OpenInference.class);

    private static byte[] utf8(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private InferAnswer infer(String model, byte[] body, Integer jsonLength) throws Exception {
        InferRequest request = InferRequest.read(body, jsonLength);
        return protocol.infer(model, null, request, "key", System.nanoTime()).get();
    }

    private JsonNode infer(String model, String body) throws Exception {
        return StrictJson.MAPPER.readTree(infer(model, utf8(body), null).bytes());
    }

    private static JsonNode output(JsonNode answer, String name) {
        for (JsonNode output : answer.path("outputs")) {
            if (output.path("name").asText().equals(name)) {
                return output;
            }
        }
        throw new AssertionError("No output " + name + " in " + answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'7','inputs':[{'name':'input-0','shape':[2],'datatype':'BYTES','data':['one','another one']}]}",
                "{'id':'7','inputs':[{'name':'input-0','shape':[2,1],'datatype':'BYTES','data':[['one'],['another one']]}]}",
                "{'id':'7','inputs':[{'name':'text','shape':[],'datatype':'BYTES','data':['one','another one']}]}",
            })
    void answersTextsWithLabelsByName(String body) throws Exception {
        JsonNode answer = infer("echo", body);

        assertThat(answer.path("id").textValue()).isEqualTo("7");
        assertThat(answer.path("model_name").textValue()).isEqualTo("echo");
        assertThat(answer.path("model_version").textValue()).isEqualTo("1.0.0");
        assertThat(output(answer, "label").toString())
                .isEqualTo("{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[2],\"data\":[\"short\",\"long\"]}");
        assertThat(output(answer, "score").path("data").toString()).isEqualTo("[0.75,0.75]");
        assertThat(output(answer, "text").path("data").path(1).textValue()).isEqualTo("another one");
    }

    @Test
    void givesOnlyTheOutputsAskedFor() throws Exception {
        JsonNode answer = infer(
                "echo",
                "{'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':['a']}],'outputs':[{'name':'label'}]}");

        assertThat(answer.path("outputs")).hasSize(1);
        assertThat(answer.path("id").textValue()).isNotBlank();
    }

    @Test
    void takesOtherInputsAsJsonInAText() throws Exception {
        JsonNode answer = infer(
                "adder",
                "{'inputs':[{'name':'input','shape':[1],'datatype':'BYTES','data':['{\\'numbers\\':[0.1,0.2]}']}]}");

        assertThat(output(answer, "sum").path("datatype").textValue()).isEqualTo("FP64");
        assertThat(output(answer, "sum").path("data").path(0).decimalValue()).isEqualByComparingTo("0.3");
    }

    @Test
    void speaksTheBinaryExtension() throws Exception {
        byte[] text = "vent à l'est".getBytes(StandardCharsets.UTF_8);
        byte[] json = utf8("{'parameters':{'binary_data_output':true},'inputs':[{'name':'t','shape':[1],"
                + "'datatype':'BYTES','parameters':{'binary_data_size':" + (text.length + 4) + "}}],"
                + "'outputs':[{'name':'text'},{'name':'score','parameters':{'binary_data':false}}]}");
        byte[] body = ByteBuffer.allocate(json.length + 4 + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(json)
                .putInt(text.length)
                .put(text)
                .array();

        InferAnswer answer = infer("echo", body, json.length);

        JsonNode head = StrictJson.MAPPER.readTree(Arrays.copyOf(answer.bytes(), answer.jsonLength()));
        assertThat(output(head, "text")
                        .path("parameters")
                        .path("binary_data_size")
                        .intValue())
                .isEqualTo(text.length + 4);
        assertThat(output(head, "score").path("data").path(0).doubleValue()).isEqualTo(0.75);
        ByteBuffer rest =
                ByteBuffer.wrap(answer.bytes()).order(ByteOrder.LITTLE_ENDIAN).position(answer.jsonLength());
        assertThat(rest.getInt()).isEqualTo(text.length);
        assertThat(StandardCharsets.UTF_8.decode(rest).toString()).isEqualTo("vent à l'est");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'inputs':[]}",
                "{'inputs':[{'name':'x','shape':[1],'datatype':'FP16','data':[1]}]}",
                "{'inputs':[{'name':'x','shape':[2],'datatype':'BYTES','data':['a']}]}",
                "{'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':[1]}]}",
                "{'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':'a'}]}",
                "{'inputs':[{'name':'x','shape':[0],'datatype':'BYTES','data':[]}]}",
                "{'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','parameters':{'binary_data_size':9}}]}",
                "{'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':['a']}],'outputs':[{'name':'y'}]}",
                "{'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':['a']}],"
                        + "'outputs':[{'name':'label'},{'name':'label'}]}",
                "{'id':5,'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':['a']}]}",
                "{'inputs':[{'name':'x','shape':'x','datatype':'BYTES','data':['a']}]}",
                "{'inputs':[{'name':'x','shape':[-1,-1],'datatype':'BYTES','data':['a']}]}",
                "{'inputs':[{'name':'x','shape':[1.5],'datatype':'BYTES','data':['a']}]}",
                "{'inputs':[{'name':'x','shape':[2147483647,2147483647,4],'datatype':'BYTES','data':['a']}]}",
                "{'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','parameters':5,'data':['a']}]}",
                "{'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':['a']}],'outputs':'label'}",
                "{'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':['a']}],'outputs':['label']}",
                "{'parameters':5,'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':['a']}]}",
                "{'parameters':{'binary_data_output':1},'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':['a']}]}",
                "{'parameters':{'timeout':18446744073709551617},'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':['a']}]}",
                "{'parameters':{'timeout':0},'inputs':[{'name':'x','shape':[1],'datatype':'BYTES','data':['a']}]}",
            })
    void refusesWhatDoesNotFit(String body) {
        assertThatThrownBy(() -> infer("echo", body))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
    }

    @ParameterizedTest
    @CsvSource({
        "INT8, -128, 127, 128",
        "INT16, -32768, 32767, -32769",
        "INT32, -2147483648, 2147483647, 2147483648",
        "INT64, -9223372036854775808, 9223372036854775807, 9223372036854775808",
        "UINT8, 0, 255, 256",
        "UINT16, 0, 65535, -1",
        "UINT32, 0, 4294967295, 4294967296",
        "UINT64, 0, 18446744073709551615, 18446744073709551616",
        "FP32, -3.4e38, 3.4e38, 3.5e38",
        "FP64, -1.7e308, 1.7e308, '\"1\"'",
        "BOOL, true, false, 1",
    })
    void takesForANumberWhatItsDatatypeHolds(Datatype type, String least, String most, String beyond) {
        assertThat(type.accepts(StrictJson.read(utf8(least)))).isTrue();
        assertThat(type.accepts(StrictJson.read(utf8(most)))).isTrue();
        assertThat(type.accepts(StrictJson.read(utf8(beyond)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"4294967301, 65", "5.0, 65", "5, 195"})
    void refusesBinaryTextsOfAnotherSizeOrEncoding(String size, int letter) {
        byte[] json = utf8("{'inputs':[{'name':'t','shape':[1],'datatype':'BYTES','parameters':{'binary_data_size':"
                + size + "}}]}");
        byte[] body = ByteBuffer.allocate(json.length + 5)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(json)
                .putInt(1)
                .put((byte) letter)
                .array();

        assertThatThrownBy(() -> infer("echo", body, json.length))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'properties':{'site':{'type':'object'},'hours':{'type':'integer'}},'required':['site']}|{input=BYTES}",
                "{'properties':{'site':{'type':'object'},'hours':{'type':'integer'}},'required':['hours']}|{hours=INT64}",
                "{'properties':{'site':{'type':'object'},'hours':{'type':'integer'}}}|{hours=INT64}",
                "{'properties':{'site':{'type':'object'}}}|{input=BYTES}",
            })
    void listsInputsFromWhichARequestCanBeMade(String schema, String inputs) {
        ModelTensors tensors = ModelTensors.of(StrictJson.read(utf8(schema)), StrictJson.MAPPER.createObjectNode());

        assertThat(tensors.inputs()).hasToString(inputs);
    }

    @Test
    void describesAModel() {
        assertThat(protocol.describe("echo", null).toString())
                .contains("\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[-1]}]")
                .contains("\"versions\":[\"1.0.0\"]")
                .contains("{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[-1]}");
        assertThatThrownBy(() -> protocol.describe("echo", "9.9.9"))
                .isInstanceOfSatisfying(
                        AiException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_VERSION))
                .hasMessageContaining("[1.0.0]");
    }
}
