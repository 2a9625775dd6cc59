package org.esmap.ai.core.onnx;

/**
 * How sessions run.
 *
 * @param intraOpThreads threads within one run; with as many permits as cores, one a run does the most work in total
 */
public record OnnxSettings(int intraOpThreads) {
    public OnnxSettings {
        if (intraOpThreads < 1 || intraOpThreads > 64) {
            throw new IllegalArgumentException("ai.onnx.intra-op-threads must be 1 to 64, found " + intraOpThreads);
        }
    }
}
