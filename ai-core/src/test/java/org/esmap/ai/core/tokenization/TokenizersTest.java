package org.esmap.ai.core.tokenization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.sharing.ClosingUnderLoad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizersTest {
    private static final Path TINY = Path.of("src/test/resources/tiny/tokenizer.json");

    private final Tokenizers tokenizers = new Tokenizers();

    @Test
    void releasesATokenizerWithItsLastHandle() {
        Tokenizer first = tokenizers.open(TINY, "tiny");
        Tokenizer second = tokenizers.open(TINY, "tiny");
        assertThat(tokenizers.held()).isEqualTo(1);
        first.close();
        first.close();
        assertThat(second.tokenize("solar wind").size()).isEqualTo(2);
        assertThatThrownBy(() -> first.tokenize("solar")).isInstanceOf(IllegalStateException.class);
        second.close();
        assertThat(tokenizers.held()).isZero();
        try (Tokenizer again = tokenizers.open(TINY, "tiny")) {
            assertThat(again.tokenize("solar").size()).isEqualTo(1);
        }
    }

    @Test
    void keepsNothingOfAFileThatItRefuses(@TempDir Path folder) throws IOException {
        Path other = Files.writeString(
                folder.resolve("tokenizer.json"),
                Files.readString(TINY).replaceAll("\"post_processor\"", "\"not_a_post_processor\""));
        Path withoutUnknown = Files.writeString(
                folder.resolve("known.json"), Files.readString(TINY).replace("\"[UNK]\": 1,", ""));
        for (Path refused : List.of(other, withoutUnknown, Path.of("pom.xml"))) {
            assertThatThrownBy(() -> tokenizers.open(refused, "other"))
                    .isInstanceOfSatisfying(
                            AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE))
                    .hasMessageContaining("tokenizer.json cannot be read");
        }
        assertThat(tokenizers.held()).isZero();
    }

    /** Each of these was loaded, or ended the process, and ended it at the latest with the next text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normalizer     | {'type':'Replace','pattern':{'Regex':'(a+)+[$]'},'content':'x'} | normalizer 'Replace'",
                "normalizer     | {'type':'Precompiled','precompiled_charsmap':'AAAA'}                     | normalizer 'Precompiled'",
                "normalizer     | {'type':'Sequence','normalizers':[{'type':'NFC'},{'type':'Replace','pattern':{'Regex':'a'},'content':'b'}]} | normalizer 'Replace'",
                "normalizer     | {'type':'Sequence','normalizers':[{'type':'Sequence','normalizers':[]}]} | 'Sequence'",
                "normalizer     | {'clean_text':true}                                                      | ''",
                "pre_tokenizer  | {'type':'Split','pattern':{'Regex':'a'},'behavior':'Isolated','invert':false} | pre_tokenizer 'Split'",
                "pre_tokenizer  | {'type':'FixedLength','length':0}                                        | pre_tokenizer 'FixedLength'",
                "post_processor | {'type':'TemplateProcessing','single':[{'SpecialToken':{'id':'[CLS]','type_id':0}}],'pair':[],'special_tokens':{}} | lack '[CLS]'",
                "post_processor | {'type':'TemplateProcessing','single':[],'pair':[{'SpecialToken':{'id':'x','type_id':0}}],'special_tokens':{}} | lack 'x'",
                "post_processor | {'type':'TemplateProcessing','single':[{'Sequence':{'id':'B','type_id':0}}],'pair':[],'special_tokens':{}} | another one than A",
                "model | {'type':'BPE','vocab':{'##':0,'#':1},'merges':[['#','#']],'continuing_subword_prefix':'####'} | merges and a continuing_subword_prefix"
            },
            quoteCharacter = '`')
    void refusesPartsThatEndTheProcess(String member, String part, String why, @TempDir Path folder)
            throws IOException {
        Path file = with(folder, member, part.replace('\'', '"'));

        assertThatThrownBy(() -> tokenizers.open(file, "hostile"))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE))
                .hasMessageContaining("tokenizer.json has ")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normalizer     | null",
                "normalizer     | {'type':'Sequence','normalizers':[{'type':'NFD'},{'type':'Lowercase'},{'type':'StripAccents'}]}",
                "pre_tokenizer  | {'type':'Sequence','pretokenizers':[{'type':'WhitespaceSplit'},{'type':'Punctuation','behavior':'Isolated'}]}",
                "post_processor | {'type':'BertProcessing','sep':['[SEP]',3],'cls':['[CLS]',2]}",
                "post_processor | {'type':'RobertaProcessing','sep':['[SEP]',3],'cls':['[CLS]',2],'trim_offsets':true,'add_prefix_space':false}",
                "truncation     | {'direction':'Right','max_length':2,'strategy':'LongestFirst','stride':5}"
            },
            quoteCharacter = '`')
    void opensTokenizersOfTheFamily(String member, String part, @TempDir Path folder) throws IOException {
        try (Tokenizer tokenizer = tokenizers.open(with(folder, member, part.replace('\'', '"')), "family")) {
            assertThat(tokenizer.tokenize("solar wind").size()).isEqualTo(2);
        }
    }

    private static Path with(Path folder, String member, String part) throws IOException {
        ObjectNode tokenizer = (ObjectNode) StrictJson.MAPPER.readTree(Files.readString(TINY));
        tokenizer.set(member, StrictJson.MAPPER.readTree(part));
        return Files.writeString(folder.resolve("tokenizer.json"), tokenizer.toString());
    }

    @Test
    void survivesClosingUnderLoad() {
        for (int round = 0; round < 50; round++) {
            Tokenizer tokenizer = tokenizers.open(TINY, "tiny");
            ClosingUnderLoad.survives(
                    tokenizer,
                    t -> assertThat(t.tokenize("solar wind power").size()).isEqualTo(3),
                    tokenizer::close);
            assertThat(tokenizers.held()).isZero();
        }
    }
}
