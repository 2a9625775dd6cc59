package org.esmap.ai.models.policyimpact;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.esmap.ai.core.quantities.FoundQuantity;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.esmap.ai.core.quantities.FoundQuantity.Normalized;
import org.esmap.ai.core.quantities.QuantityFinder;
import org.jspecify.annotations.Nullable;

/** Finds the targets, prices, amounts and dates of clauses, each with its year and base year. Thread-safe. */
final class Extraction {
    /** Most figures of one text, each with its quote. */
    static final int MOST = 1_000;

    private static final Pattern PRICE = Pattern.compile("[A-Z]{3}/(?!(?:a|yr|month|week|d|h)$).+");
    private static final Pattern MONEY = Pattern.compile("[A-Z]{3}/");
    private static final Set<Modality> BINDING = Set.of(Modality.SHALL, Modality.WILL, Modality.SHOULD);

    /** What sets a target where no verb says that it is to be reached. */
    private static final Pattern AIM = Pattern.compile(
            "(?i)\\b(?:targets?|goals?|objectives?|aims?|aimed|aiming|pledge[sd]?|commit(?:s|ted|ting)?|commitments?|contributions?|quotas?|caps?|capped|limits?|limited|budgets?|ceilings?"
                    + "|at (?:least|most)|up to|net[- ]zero|requires?|obliges?|mandates?|agreed to|reductions?"
                    + "|(?:reduc|sav|rais|remov|abat|avoid|lower|expand|deliver)e?s|cuts?|(?:doubl|tripl|quadrupl|halv)es?|achieves?|attains?|reach(?:es)?)\\b");

    private static final String DOING =
            "(?:reduce|cut|lower|decrease|limit|halve|save|avoid|increase|raise|expand|double|triple|achieve|reach|attain|install|add|deploy|build|restore|plant|renovate)\\b";

    /** What is to be done where no verb says that it shall: "Reduce emissions by 40 %", "a decision to cut emissions by 40 %". */
    private static final Pattern TO_DO = Pattern.compile("(?i)^\\W*(?:[\\w ]{1,40}: )?" + DOING
            + "|\\bto (?<!\\b(?:able|allowed|enough|helped|helps?|helping|managed|contribut\\w{1,3}|used|tends?|likely|expected|estimated|projected|failed|had|months|years|possible|power) to )(?:\\w+ly )?"
            + DOING);

    /** The level from which something is to go. */
    private static final Pattern FROM = Pattern.compile("(?i)\\bfrom (?:about |around |some )?$");

    /** Between the two levels of one change: "an unconditional target raised from 29 % to 31.89 %". */
    private static final Pattern WAY = Pattern.compile("(?i) to (?:about |around |at least |some )?");

    /** The level with which it is compared. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?i)\\b(?:BAU|business[- ]as[- ]usual|baseline|reference|projected|projection)\\b[^,;]{0,40} (?:of|at|be|reach|to) $|\\b(?:which (?:was|were)|(?:compared|in comparison) (?:to|with)) (?:(?:about|around|only|just|barely|some|nearly|almost|an?) )*$");

    /** What would be without the policy. */
    private static final Pattern OTHERWISE = Pattern.compile(
            "(?i)\\b(?:without|in the absence of|were it not for)\\b.*\\bwould\\b|\\bwould\\b.*\\b(?:otherwise|without|in the absence of)\\b");

    /** How large what the clause is about is: "installations with a thermal input below 20 MW", "3 kW and above". */
    private static final Pattern SIZE_FRONT = Pattern.compile(
            "(?i)(?:\\bwith (?:an? |(?=(?:[\\w-]+ ){0,3}?(?:capacity|input|output|area|mass|weight)\\b))[^,;]{0,50}|(?:^|\\b(?:for|to|by|on|of|from|at) )(?:[\\w-]+ ){0,3}(?!emissions)[\\w-]+s )"
                    + "(?:above|below|over|under|(?:that |which )?exceed(?:s|ing)?|(?:of )?(?:more|less|larger|bigger|smaller|greater|up) (?:than|to)) $|\\b(?:consuming|using|emitting|generating|producing|importing|burning|drawing) (?:(?:less|more|fewer) than|up to|at least|over|under|below|above) $|\\bwith an? (?:(?!(?:targets?|goals?|aims?|objectives?|quotas?|shares?)\\b)[^\\s,;]+ ){0,6}of (?:(?:at least|at most|about|around|some|up to|(?:more|less) than) )?$");

    private static final Pattern SIZE_BACK = Pattern.compile("(?i)^ (?:and|or) (?:above|below|more|less|over)\\b");

    private static final Pattern RISE = Pattern.compile(
            "(?i)\\b(?:r[io]s\\w+|rais\\w+|increas\\w+|gr[eo]w\\w*|expand\\w*|lift\\w*|up)\\b[^,;]* from $");

    /** Where nothing changes, the level stands that is kept. */
    private static final Pattern KEPT_AT = Pattern.compile("(?i)\\b(?:unchanged|frozen) at (?:about |around |some )?$");

    private final QuantityFinder finder;

    Extraction(QuantityFinder finder) {
        this.finder = finder;
    }

    /** A figure of a clause. */
    private record Figure(int start, int end, Kind kind, Normalized normalized) {
        private static Figure of(FoundQuantity found, Normalized normalized) {
            return new Figure(found.start(), found.end(), found.kind(), normalized);
        }

        private static Figure of(Multiple multiple) {
            BigDecimal value = multiple.value();
            return new Figure(
                    multiple.start(),
                    multiple.end(),
                    Kind.METRIC,
                    new Normalized(value, multiple.unit(), "ratio", value, "1", null, null));
        }
    }

    /** The figures of a text, in order: the first {@value #MOST}. */
    List<Extracted> of(List<Clause> clauses) {
        return clauses.stream()
                .flatMap(clause -> of(clause).stream())
                .limit(MOST)
                .toList();
    }

    /** What {@code clause} states, in order; offsets are those of the whole text. */
    List<Extracted> of(Clause clause) {
        List<FoundQuantity> found = finder.find(clause.line());
        Years years = new Years(clause.line(), found);
        List<Extracted> stated = new ArrayList<>();
        for (FoundQuantity date : found) {
            if (date.kind() == Kind.DATE) {
                stated.add(date(clause, date, years));
            }
        }
        boolean reported = Outcome.isReported(clause.line(), clause.modality());
        List<Figure> figures = figures(clause.line(), found);
        int from = 0;
        for (int i = 0; i < figures.size(); i++) {
            if (i > 0
                    && !WAY.matcher(clause.line()
                                    .substring(
                                            figures.get(i - 1).end(),
                                            figures.get(i).start()))
                            .matches()) {
                from = figures.get(i - 1).end();
            }
            int to = i + 1 == figures.size()
                    ? clause.line().length()
                    : figures.get(i + 1).start();
            Extracted figure = figure(clause, figures.get(i), from, to, years);
            stated.add(reported ? figure.reported() : figure);
        }
        stated.sort(Comparator.comparingInt(Extracted::start));
        return stated;
    }

    private static List<Figure> figures(String text, List<FoundQuantity> found) {
        List<Figure> figures = new ArrayList<>();
        for (FoundQuantity each : found) {
            Normalized normalized = each.normalized();
            if (normalized != null && each.kind() != Kind.COUNT) {
                figures.add(Figure.of(each, normalized));
            }
        }
        List<Figure> measured = List.copyOf(figures);
        for (Multiple multiple : Multiple.in(text)) {
            if (measured.stream().noneMatch(f -> f.start() < multiple.end() && multiple.start() < f.end())) {
                figures.add(Figure.of(multiple));
            }
        }
        figures.sort(Comparator.comparingInt(Figure::start));
        return figures;
    }

    private static Extracted date(Clause clause, FoundQuantity date, Years years) {
        return new Extracted(
                Extracted.Type.DATE,
                null,
                null,
                null,
                null,
                date.date(),
                years.held(date),
                years.base(date),
                clause.modality(),
                clause.negated(),
                clause.conditional(),
                clause.text(),
                clause.start() + date.start(),
                clause.start() + date.end(),
                clause.start());
    }

    private static Extracted figure(Clause clause, Figure figure, int from, int to, Years years) {
        Normalized normalized = figure.normalized();
        Integer year = years.of(figure.start(), figure.end());
        String front = clause.line().substring(0, figure.start());
        BigDecimal high = normalized.high();
        // "rise from 14 to 15 per cent" is a way, not a range
        boolean rise = high != null && RISE.matcher(front).find();
        return new Extracted(
                type(clause, figure, rise, year),
                rise ? high : normalized.value(),
                normalized.unit(),
                rise ? null : normalized.low(),
                rise ? null : high,
                null,
                year,
                years.baseOf(figure.start(), figure.end()),
                clause.modality(),
                !clause.inForce() && !KEPT_AT.matcher(front).find(),
                Condition.of(front.substring(from), clause.line().substring(figure.end(), to), clause.conditional()),
                clause.text(),
                clause.start() + figure.start(),
                clause.start() + figure.end(),
                clause.start());
    }

    private static Extracted.Type type(Clause clause, Figure figure, boolean rise, @Nullable Integer year) {
        if (PRICE.matcher(figure.normalized().unit()).matches()) {
            return Extracted.Type.PRICE;
        }
        String front = clause.line().substring(0, figure.start());
        String back = clause.line().substring(figure.end());
        boolean other = clause.role() == Role.CONDITION
                || figure.kind() != Kind.METRIC
                || Acts.UNREAL.matcher(clause.line()).find()
                || OTHERWISE.matcher(clause.line()).find()
                || MONEY.matcher(figure.normalized().unit()).lookingAt()
                || figure.normalized().quantity().equals("time")
                || !rise
                        && figure.normalized().high() == null
                        && FROM.matcher(front).find()
                || REFERENCE.matcher(front).find()
                || SIZE_FRONT.matcher(front).find()
                || SIZE_BACK.matcher(back).find();
        boolean aimed = BINDING.contains(clause.modality())
                || clause.modality() == Modality.MAY && year != null
                || AIM.matcher(clause.line()).find()
                || clause.modality() != Modality.MAY
                        && TO_DO.matcher(clause.line()).find();
        return aimed && !other ? Extracted.Type.TARGET : Extracted.Type.AMOUNT;
    }
}
