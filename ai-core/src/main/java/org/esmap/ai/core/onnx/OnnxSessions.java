package org.esmap.ai.core.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.sharing.SharedByDigest;

/**
 * Opens ONNX sessions, one native session for each artefact however many versions use it. Thread-safe; opening is
 * serial, and shutdown waits for an opening under way, since ending the process during one can kill it.
 */
@ApplicationScoped
public class OnnxSessions {
    private final OnnxSettings settings;
    private final SharedByDigest<OrtSession> byDigest = new SharedByDigest<>();
    private boolean shutDown;

    /** For the container's proxy. */
    protected OnnxSessions() {
        this(new OnnxSettings(1));
    }

    @Inject
    public OnnxSessions(OnnxSettings settings) {
        this.settings = settings;
    }

    /**
     * A handle on the session of the model in {@code file}, whose content has the digest {@code sha256}.
     *
     * @throws AiException with {@code INVALID_BUNDLE} where ONNX Runtime refuses the file
     */
    public OnnxSession open(Path file, String sha256) {
        return open(file, sha256, settings.intraOpThreads());
    }

    /**
     * The same for a model whose callers wait long for one answer: a run takes up to {@code threads} threads, no more than
     * the machine has cores. Fewer answers a second, sooner; a session that is open already stays as it is.
     */
    public synchronized OnnxSession open(Path file, String sha256, int threads) {
        if (shutDown) {
            throw new AiException(ErrorCode.MODEL_UNAVAILABLE, "The platform is shutting down");
        }
        int most = Math.min(threads, Runtime.getRuntime().availableProcessors());
        return new OnnxSession(byDigest.open(sha256, () -> load(file, most)));
    }

    private static OrtSession load(Path file, int threads) {
        CommandLine.requireShort();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
        } catch (OrtException e) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE, "ONNX Runtime cannot load the model: " + OnnxTrial.told(e, file), e);
        }
    }

    /** How many sessions are in native memory. */
    public int held() {
        return byDigest.held();
    }

    @PreDestroy
    synchronized void shutDown() {
        shutDown = true;
    }
}
