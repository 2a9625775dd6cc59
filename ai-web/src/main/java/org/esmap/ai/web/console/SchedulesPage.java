package org.esmap.ai.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.updates.Plan;
import org.esmap.ai.core.updates.Schedule;
import org.esmap.ai.core.updates.Schedules;

/** The schedules by which models update themselves. */
@Named("schedulesPage")
@RequestScoped
public class SchedulesPage {
    @Inject
    private Registry registry;

    @Inject
    private Schedules schedules;

    @Inject
    private PromotionFields how;

    @Inject
    private CurrentUser me;

    @Inject
    private Notices notices;

    private String model = "";
    private String cron = "0 3 * * *";
    private String zone = "UTC";
    private String source = "";

    /** A schedule. */
    public record Line(
            String model, String cron, String source, String strategy, String next, String last, String outcome) {}

    public List<Line> getLines() {
        return schedules.all().stream().map(SchedulesPage::line).toList();
    }

    private static Line line(Schedule schedule) {
        Plan plan = schedule.plan();
        return new Line(
                schedule.model().value(),
                plan.cron() + " " + plan.zone(),
                plan.source(),
                plan.strategy().name(),
                Shown.moment(schedule.nextRun()),
                Shown.moment(schedule.lastRun()),
                Shown.text(schedule.lastOutcome()));
    }

    public List<String> getModels() {
        return registry.ids();
    }

    /** Gives the model a schedule, or another one. */
    public void keep() {
        notices.tell(
                () -> schedules.put(
                        registry.model(model).id(),
                        new Plan(cron, zone, source, how.chosen(), how.getPercent(), how.getBakeSeconds()),
                        null,
                        me.operator()),
                "done.scheduled",
                model);
    }

    /** Takes a schedule away by the model that its button posts: by the time of the click its row may be another's. */
    public void delete(String which) {
        notices.tell(
                () -> schedules.delete(registry.model(which).id(), null, me.operator()), "done.unscheduled", which);
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public String getCron() {
        return cron;
    }

    public void setCron(String cron) {
        this.cron = cron;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        this.zone = zone;
    }

    public String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = source;
    }
}
