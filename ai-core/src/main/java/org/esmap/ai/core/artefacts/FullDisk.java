package org.esmap.ai.core.artefacts;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** Tells a disk that is full, which its owner can mend, from other failures to write. */
public final class FullDisk {
    private static final Logger LOG = System.getLogger(FullDisk.class.getName());
    private static final Pattern WORDS = Pattern.compile("No space left on device|Disk quota exceeded");
    /** With less a disk is full, in whatever language the system says so. */
    private static final long ROOM = 1 << 16;

    private FullDisk() {}

    /**
     * Refuses what could not be written below {@code folder} where its disk is the reason; returns where it is not. To be
     * called before anything is removed.
     *
     * @throws AiException with {@code STORAGE_FULL}
     */
    public static void refuse(Path folder, IOException failure) {
        long free = free(folder);
        if (free < ROOM || WORDS.matcher(String.valueOf(failure.getMessage())).find()) {
            String told = "The disk that holds " + folder.toAbsolutePath() + " is full: " + free
                    + " bytes are free there, and the write that was asked for needs more. Make room on that disk, or raise"
                    + " its quota, then send the same again; nothing of this one was kept.";
            LOG.log(Level.WARNING, told, failure);
            throw new AiException(ErrorCode.STORAGE_FULL, told, failure);
        }
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // then the failure's own words decide
        }
    }
}
