package org.esmap.ai.core.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * Opens ONNX sessions, one native session for each artefact however many versions use it. Thread-safe; opening is
 * serial, and shutdown waits for an opening under way, since ending the process during one can kill it.
 */
@ApplicationScoped
public class OnnxSessions {
    private final OnnxSettings settings;
    private final Map<String, NativeSession> byDigest = new HashMap<>();
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
        byDigest.values().removeIf(NativeSession::closed);
        NativeSession shared = byDigest.get(sha256);
        if (shared == null || !shared.enter()) {
            shared = load(file, Math.min(threads, Runtime.getRuntime().availableProcessors()));
            byDigest.put(sha256, shared);
        }
        return new OnnxSession(shared);
    }

    private NativeSession load(Path file, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            return new NativeSession(OrtEnvironment.getEnvironment().createSession(file.toString(), options));
        } catch (OrtException e) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE, "ONNX Runtime cannot load the model: " + NativeSession.told(e, file), e);
        }
    }

    /** How many sessions are known, those included that were closed since the last was opened. */
    synchronized int known() {
        return byDigest.size();
    }

    @PreDestroy
    synchronized void shutDown() {
        shutDown = true;
    }
}
