package org.esmap.ai.core.tokenization;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * Looks through a {@code tokenizer.json} (Hugging Face tokenizers 0.21) before the native library reads it, since what that
 * stumbles over ends the process: a regular expression that gives up on a text, a template that names a token it does not
 * have. Only the parts of which BERT's and RoBERTa's tokenizers are made pass, none of which takes an expression.
 */
final class TokenizerInspection {
    /** For a vocabulary, which has more tokens than requests and manifests may have. */
    private static final ObjectMapper READER = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private static final Set<String> MEMBERS = Set.of("normalizer", "pre_tokenizer", "post_processor");
    private static final Set<String> NORMALIZERS =
            Set.of("BertNormalizer", "Lowercase", "StripAccents", "Strip", "NFC", "NFD", "NFKC", "NFKD");
    private static final Set<String> PRE_TOKENIZERS = Set.of(
            "BertPreTokenizer", "ByteLevel", "Metaspace", "Whitespace", "WhitespaceSplit", "Punctuation", "Digits");
    private static final Set<String> POST_PROCESSORS =
            Set.of("BertProcessing", "RobertaProcessing", "ByteLevel", "TemplateProcessing");

    private TokenizerInspection() {}

    /**
     * Looks through a file.
     *
     * @throws AiException with {@code INVALID_BUNDLE} naming the part that does not pass
     */
    static void check(Path file) throws IOException {
        JsonNode tokenizer = read(file);
        parts("normalizer", "normalizers", tokenizer).forEach(part -> require("normalizer", NORMALIZERS, part));
        parts("pre_tokenizer", "pretokenizers", tokenizer)
                .forEach(part -> require("pre_tokenizer", PRE_TOKENIZERS, part));
        parts("post_processor", "processors", tokenizer).forEach(part -> {
            require("post_processor", POST_PROCESSORS, part);
            requireTokens(part);
            requireOneText(part);
        });
        if (tokenizer.path("model").has("merges")
                && !tokenizer
                        .path("model")
                        .path("continuing_subword_prefix")
                        .asText("")
                        .isEmpty()) {
            throw refused("has merges and a continuing_subword_prefix, which it cuts off what is shorter");
        }
    }

    /** The members that are looked at; a vocabulary, which may be long, is passed over. */
    private static JsonNode read(Path file) throws IOException {
        ObjectNode members = READER.createObjectNode();
        try (JsonParser parser = READER.createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refused("cannot be read: an object was expected");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (MEMBERS.contains(name)) {
                    members.set(name, parser.readValueAsTree());
                } else if (name.equals("model") && parser.currentToken() == JsonToken.START_OBJECT) {
                    members.set(name, flat(parser));
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw refused("cannot be read: " + e.getOriginalMessage());
        }
        return members;
    }

    /** An object whose members that hold others are null. */
    private static ObjectNode flat(JsonParser parser) throws IOException {
        ObjectNode members = READER.createObjectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken().isScalarValue()) {
                members.set(name, parser.readValueAsTree());
            } else {
                parser.skipChildren();
                members.putNull(name);
            }
        }
        return members;
    }

    /** The parts of a member: none, one, or those of a sequence. */
    private static Stream<JsonNode> parts(String member, String inSequence, JsonNode tokenizer) {
        JsonNode part = tokenizer.path(member);
        if (part.isMissingNode() || part.isNull()) {
            return Stream.empty();
        }
        return part.path("type").asText().equals("Sequence") ? each(part.path(inSequence)) : Stream.of(part);
    }

    private static void require(String member, Set<String> known, JsonNode part) {
        String type = part.path("type").asText();
        if (!known.contains(type)) {
            throw refused("has the " + member + " '" + (type.length() > 40 ? type.substring(0, 40) : type)
                    + "', expected one of BERT's or RoBERTa's: "
                    + known.stream().sorted().toList());
        }
    }

    /** Every special token of a template is among those whose ids it gives. */
    private static void requireTokens(JsonNode template) {
        Stream.of("single", "pair")
                .flatMap(form -> each(template.path(form)))
                .map(piece -> piece.path("SpecialToken"))
                .filter(token -> !token.isMissingNode())
                .map(token -> token.path("id").asText())
                .filter(token -> !template.path("special_tokens").has(token))
                .findFirst()
                .ifPresent(token -> {
                    throw refused("has a post_processor whose special_tokens lack '" + token + "'");
                });
    }

    /** The form for one text takes no second one. */
    private static void requireOneText(JsonNode template) {
        if (each(template.path("single"))
                .map(piece -> piece.path("Sequence").path("id").asText("A"))
                .anyMatch(text -> !text.equals("A"))) {
            throw refused("has a post_processor whose form for a single text takes another one than A");
        }
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static AiException refused(String why) {
        return new AiException(ErrorCode.INVALID_BUNDLE, "tokenizer.json " + why);
    }
}
