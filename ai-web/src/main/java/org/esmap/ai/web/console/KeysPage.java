package org.esmap.ai.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import org.esmap.ai.core.keys.ApiKey;
import org.esmap.ai.core.keys.ApiKeys;
import org.esmap.ai.core.security.Role;
import org.jspecify.annotations.Nullable;

/** API keys, for administrators: made, shown without their secrets, revoked. */
@Named("keysPage")
@RequestScoped
public class KeysPage {
    @Inject
    private ApiKeys keys;

    @Inject
    private CurrentUser me;

    @Inject
    private Notices notices;

    private String name = "";
    private String role = Role.CLIENT;
    private @Nullable Integer days;
    private String secret = "";

    /** A key. */
    public record Line(
            String name, String role, String created, String createdBy, String expires, String revoked, boolean good) {}

    public List<Line> getLines() {
        return me.isAdmin() ? keys.all().stream().map(KeysPage::line).toList() : List.of();
    }

    private static Line line(ApiKey key) {
        return new Line(
                key.name(),
                key.role(),
                Shown.moment(key.created()),
                key.createdBy(),
                Shown.moment(key.expires()),
                Shown.moment(key.revoked()),
                key.revoked() == null);
    }

    /** Makes a key; its secret is on the page that answers and nowhere else. */
    public void make() {
        notices.tell(
                () -> {
                    Duration life = days == null ? null : Duration.ofDays(days);
                    secret = keys.create(name, role, life, me.administrator()).secret();
                },
                "done.made",
                name);
    }

    /** Revokes a key by the name that its button posts: by the time of the click its row may be another key's. */
    public void revoke(String which) {
        notices.tell(() -> keys.revoke(which, me.administrator()), "done.revoked", which);
    }

    public List<String> getRoles() {
        return List.of(Role.CLIENT, Role.VIEWER, Role.OPERATOR, Role.ADMIN);
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getRole() {
        return role;
    }

    public void setRole(String role) {
        this.role = role;
    }

    /** How many days the key lives; null for ever. */
    public @Nullable Integer getDays() {
        return days;
    }

    public void setDays(@Nullable Integer days) {
        this.days = days;
    }

    /** Of the key that was just made; empty otherwise. */
    public String getSecret() {
        return secret;
    }
}
