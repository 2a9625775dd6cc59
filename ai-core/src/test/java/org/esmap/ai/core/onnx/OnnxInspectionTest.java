package org.esmap.ai.core.onnx;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages are written by hand: field number and wire type, length, content. */
class OnnxInspectionTest {
    @TempDir
    Path folder;

    @Test
    void letsAnOrdinaryNetworkThrough() {
        assertThatCode(() -> OnnxInspection.check(Path.of("src/test/resources/tiny/sum.onnx")))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesOperatorsOfAForeignDomain() {
        byte[] node = field(1, field(7, "evil.corp".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> OnnxInspection.check(file(field(7, node)))).hasMessageContaining("evil.corp");
    }

    @Test
    void letsADomainBeThatNoOperatorUses() {
        byte[] model = field(8, field(1, "org.pytorch.aten".getBytes(StandardCharsets.UTF_8)));
        assertThatCode(() -> OnnxInspection.check(file(model))).doesNotThrowAnyException();
    }

    @Test
    void refusesAForeignOperatorDeepInABranch() {
        byte[] node = field(1, field(7, "evil.corp".getBytes(StandardCharsets.UTF_8)));
        byte[] branch = field(1, field(5, field(6, node)));
        assertThatThrownBy(() -> OnnxInspection.check(file(field(7, branch)))).hasMessageContaining("evil.corp");
    }

    @Test
    void refusesWeightsOutsideTheFile() {
        byte[] tensor = field(5, field(13, field(1, "location".getBytes(StandardCharsets.UTF_8))));
        assertThatThrownBy(() -> OnnxInspection.check(file(field(7, tensor))))
                .hasMessageContaining("weights outside the file");
    }

    @Test
    void refusesWeightsOutsideTheFileOfASparseAttribute() {
        byte[] sparse = field(1, field(13, new byte[0]));
        for (int attribute : new int[] {22, 23}) {
            byte[] graph = field(1, field(5, field(attribute, sparse)));
            assertThatThrownBy(() -> OnnxInspection.check(file(field(7, graph))))
                    .hasMessageContaining("weights outside the file");
        }
    }

    @Test
    void refusesWeightsOutsideTheFileOfAFunctionsDefault() {
        byte[] function = field(11, field(5, field(13, new byte[0])));
        assertThatThrownBy(() -> OnnxInspection.check(file(field(25, function))))
                .hasMessageContaining("weights outside the file");
    }

    @Test
    void refusesAFileThatWasCutOff() {
        byte[] whole = field(7, new byte[50]);
        assertThatThrownBy(() -> OnnxInspection.check(file(java.util.Arrays.copyOf(whole, 20))))
                .hasMessageContaining("cut off");
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("model.onnx"), content);
    }

    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int tag = number << 3 | 2;
        if (tag > 0x7f) {
            out.write(tag & 0x7f | 0x80);
            tag >>>= 7;
        }
        out.write(tag);
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }
}
