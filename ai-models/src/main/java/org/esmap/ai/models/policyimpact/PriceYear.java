package org.esmap.ai.models.policyimpact;

import java.util.List;
import java.util.regex.Pattern;
import org.esmap.ai.core.quantities.FoundQuantity;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;

/** Tells the year whose money a figure is in, which says nothing of when it holds: "£73 per MWh in 2012 prices". */
final class PriceYear {
    private static final Pattern MONEY = Pattern.compile(
            "(?i)^ (?:(?:constant|real) )?(?:prices?|terms|money|values|(?:US )?dollars|euros?|pounds|(?:USD|EUR|GBP|US ?\\$|[$€£])(?! ?\\d))(?!\\p{L})");
    private static final Pattern BEHIND_FIGURE = Pattern.compile("(?i),? \\(?(?:in|at) (?:constant |real )?");
    private static final Pattern CONSTANT = Pattern.compile("(?i)(?:\\b(?:at|constant|real) (?:the )?|\\()$");

    /** Ahead of the figure: "in 2012 prices, the tariff is EUR 50"; in "in 2012 prices fell" they are a subject. */
    private static final Pattern AHEAD = Pattern.compile(
            "(?i)^ (?:prices|terms|money|values)(?=,|\\)|$| ?[$€£]| (?:(?:an?|the|its|their|this|that|it|they)\\b|(?-i:[A-Z]{3}) ?\\d))");

    private static final Pattern IN = Pattern.compile("(?i)\\bin $");

    private static final int FARTHEST_FRONT = 20;

    private PriceYear() {}

    /** Whether {@code date} is such a year, among what was {@code found} in {@code text}. */
    static boolean is(String text, FoundQuantity date, List<FoundQuantity> found) {
        if (!MONEY.matcher(text.substring(date.end())).find()) {
            return false;
        }
        String front = text.substring(Math.max(0, date.start() - FARTHEST_FRONT), date.start());
        return CONSTANT.matcher(front).find()
                || IN.matcher(front).find()
                        && AHEAD.matcher(text.substring(date.end())).find()
                || found.stream().anyMatch(each -> isRightBehind(text, date, each));
    }

    private static boolean isRightBehind(String text, FoundQuantity date, FoundQuantity figure) {
        return figure.kind() != Kind.DATE
                && figure.end() <= date.start()
                && BEHIND_FIGURE
                        .matcher(text.substring(figure.end(), date.start()))
                        .matches();
    }
}
