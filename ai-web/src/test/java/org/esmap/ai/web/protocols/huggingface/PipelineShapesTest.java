package org.esmap.ai.web.protocols.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineShapesTest {
    private static final String LABELS = "{'labels':[{'label':'a','score':0.9},{'label':'b','score':0.1}],'more':1}";
    private static final String ENTITIES =
            "{'entities':[{'entityGroup':'ORG','text':'IEA','start':4,'end':7,'score':0.8},"
                    + "{'entityGroup':'LOC','text':'Kenya','start':9,'end':14,'score':0.7}]}";
    private static final String ANSWER = "{'answer':'wind','score':0.5,'start':1,'end':5,'noAnswer':false}";

    private static JsonNode json(String text) {
        return StrictJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String body(String task, String output, String request, boolean strict) {
        PipelineRequest read = PipelineRequest.read(json(request));
        List<JsonNode> outputs = read.inputs().stream().map(i -> json(output)).toList();
        return PipelineShapes.body(task, outputs, read, strict).toString().replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text-classification|" + LABELS
                        + "|{'inputs':'x'}|false|[[{'label':'a','score':0.9},{'label':'b','score':0.1}]]",
                "text-classification|" + LABELS
                        + "|{'inputs':'x'}|true|[{'label':'a','score':0.9},{'label':'b','score':0.1}]",
                "text-classification|" + LABELS
                        + "|{'inputs':['x','y'],'parameters':{'top_k':1}}|false|[[{'label':'a','score':0.9}],[{'label':'a','score':0.9}]]",
                "token-classification|" + ENTITIES
                        + "|{'inputs':'x','parameters':{'ignore_labels':['LOC'],'aggregation_strategy':'simple'}}|false"
                        + "|[{'entity_group':'ORG','score':0.8,'word':'IEA','start':4,'end':7}]",
                "question-answering|" + ANSWER
                        + "|{'inputs':{'question':'q','context':'c'}}|false|{'answer':'wind','score':0.5,'start':1,'end':5}",
                "summarization|{'summary':'s','sentences':[]}|{'inputs':'x'}|false|[{'summary_text':'s'}]",
                "summarization|{'summary':'s','sentences':[]}|{'inputs':'x'}|true|{'summary_text':'s'}",
                "addition|{'sum':3}|{'inputs':{'numbers':[1,2]}}|false|{'sum':3}",
            })
    void answersInTheClientsShapes(String task, String output, String request, boolean strict, String expected) {
        assertThat(body(task, output, request, strict)).isEqualTo(expected);
    }

    @Test
    void leavesTheModelsOwnParameters() {
        PipelineRequest request = PipelineRequest.read(
                json("{'inputs':'x','parameters':{'top_k':2,'maxSentences':3},'options':{'use_cache':false}}"));

        assertThat(request.parameters().toString()).isEqualTo("{\"maxSentences\":3}");
        assertThat(request.topK()).isEqualTo(2);
        assertThat(request.cache()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{'inputs':null}|/inputs", "{'inputs':5}|/inputs", "{'inputs':['x',null]}|/inputs/1"})
    void embedsTextsOnly(String request, String pointer) {
        assertThatThrownBy(() -> PipelineRequest.read(json(request)).texts())
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(FieldError::pointer)
                                .containsExactly(pointer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{'inputs':''}|/inputs", "{'inputs':['']}|/inputs/0"})
    void pointsIntoTheBody(String request, String pointer) {
        AiException seen = PipelineRequest.read(json(request)).seen(AiException.invalid("/0", "is blank"));

        assertThat(seen.errors()).extracting(FieldError::pointer).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|/inputs",
                "{'inputs':[]}|/inputs",
                "{'inputs':'x','parameters':7}|/parameters",
                "{'inputs':'x','options':7}|/options",
                "{'inputs':'x','options':{'use_cache':'no'}}|/options/use_cache",
                "{'inputs':'x','parameters':{'ignore_labels':'LOC'}}|/parameters/ignore_labels",
                "{'inputs':'x','parameters':{'ignore_labels':[5]}}|/parameters/ignore_labels",
                "{'inputs':'x','parameters':{'top_k':0}}|/parameters/top_k",
                "{'inputs':'x','parameters':{'aggregation_strategy':'none'}}|/parameters/aggregation_strategy",
                "{'inputs':'x','parameters':{'function_to_apply':'sigmoid'}}|/parameters/function_to_apply",
            })
    void refusesWhatItCannotServe(String request, String pointer) {
        assertThatThrownBy(() -> PipelineRequest.read(json(request)))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(FieldError::pointer)
                                .containsExactly(pointer));
    }
}
