package org.esmap.ai.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.esmap.ai.core.audit.AuditTrail;
import org.esmap.ai.core.audit.Audited;

/** The audit trail, newest first, a page at a time. */
@Named("auditPage")
@RequestScoped
public class AuditPage {
    private static final int PAGE = 50;

    @Inject
    private AuditTrail trail;

    private long before = Long.MAX_VALUE;
    private List<Line> lines = List.of();

    /** An act. */
    public record Line(
            long number,
            String at,
            String caller,
            String address,
            String action,
            String subject,
            String reason,
            String hash) {}

    /** Only older entries than this one are shown. */
    public long getBefore() {
        return before;
    }

    public void setBefore(long before) {
        this.before = before;
    }

    public List<Line> getLines() {
        if (lines.isEmpty()) {
            lines = trail.entries(before, PAGE).stream().map(AuditPage::line).toList();
        }
        return lines;
    }

    private static Line line(Audited entry) {
        return new Line(
                entry.number(),
                Shown.moment(entry.at()),
                entry.caller(),
                Shown.text(entry.address()),
                entry.action(),
                entry.subject(),
                entry.reason(),
                entry.hash().substring(0, 12));
    }

    /** Whether there are entries older than those shown. */
    public boolean isMore() {
        return getLast() > 1;
    }

    /** The oldest entry shown. */
    public long getLast() {
        List<Line> shown = getLines();
        return shown.isEmpty() ? 0 : shown.get(shown.size() - 1).number();
    }

    /** Whether the chain of hashes is whole as far as it is shown. */
    public String getChain() {
        long from = Math.max(1, getLast());
        boolean all = from == 1 && before == Long.MAX_VALUE;
        return trail.firstBroken(from, before - 1)
                .map(number -> "The chain is broken at entry " + number + ".")
                .orElse(all ? "The chain of hashes is whole." : "The chain of hashes is whole in what is shown.");
    }
}
