package org.esmap.ai.models.policyimpact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts turns of phrase into the words that {@link Polarity} knows. */
final class Turns {
    /** From one year to another: what is moved to a later one is put off. */
    private static final Pattern MOVED = Pattern.compile(
            "(?i)\\b(?:mov|shift|push|chang|slip)\\w*(?: [\\w-]+){0,3} from ((?:19|20)\\d\\d) to ((?:19|20)\\d\\d)\\b");

    /** What is not continued ends. */
    private static final Pattern NOT_CONTINUED = Pattern.compile(
            "(?i)\\b(?:not|neither|never) (?:be |being |to be )?(?:renewed|prolonged|continued|maintained|retained|extended(?! to\\b))"
                    + "|\\b(?:(?:declin|refus)(?:es?|ed|ing) to|(?:decid|vot|opt|resolv)(?:es?|ed) not to|chose not to) (?:renew|prolong|continue|maintain|retain|extend(?! (?:the )?(?:operating |service )?li(?:fe|ves|cen[cs]e)))\\b");

    private static final Pattern NOT_ANY_LONGER =
            Pattern.compile("(?i)\\bnot ((?:(?!any\\b)[\\w-]+ ){1,12}?)any ?(?:longer|more)\\b(?! \\w)");

    private static final String CHALLENGE =
            "(?:appeals?|complaints?|challenges?|petitions?|lawsuits?|objections?|actions?|suits?)";

    /** What is challenged in vain stands, as if nobody had challenged it. */
    private static final Pattern CHALLENGED = Pattern.compile("(?i)\\b" + CHALLENGE
            + " (?:[\\w-]+ ){0,3}?(?:against|to) ([^,;]{1,200}?) (?:is|are|was|were|been|be) (?:dismissed|rejected|refused|turned down|thrown out)\\b"
            + "|\\b(?:dismiss|reject|refus|turn|thr[eo]w)\\w* (?:down |out )?(?:[\\w-]+ ){0,4}?"
            + CHALLENGE + " (?:[\\w-]+ ){0,3}?(?:against|to) ");

    /** An aim that was given up is taken back, a plan that was is none. */
    private static final String AIM = "(?:targets?|goals?|objectives?|quotas?|schemes?|programmes?)";

    private static final Pattern AIM_GIVEN_UP = Pattern.compile(
            "(?i)^(?![^,;]{0,200}\\b(?:plan|proposal|bill|idea|draft|commitment|promise)s?\\b)(.{0,300}?\\b" + AIM
                    + "(?: (?!(?:that|which|who|and|or|but)\\b)[\\w.,%-]+){0,12}? (?:is|are|was|were|be|been)) (?:abandoned|dropped|given up|ditched)\\b"
                    + "|\\b(?:abandon(?:s|ed|ing)?|ditch(?:es|ed|ing)?|dropp?(?:s|ed|ing)?|g(?:ives?|ave|iving) up) (?=(?:the|its|their|his|her) (?:(?!plan|proposal|bill|idea|draft)[\\w.,%-]+ ){0,5}?"
                    + AIM + "\\b)");

    private static final Pattern GIVEN_UP = Pattern.compile("(?i)\\b(?:abandon|drop|ditch|g[ia]v(?:es?|en|ing) up)");

    private Turns() {}

    static String plain(String reading) {
        String plain = MOVED.matcher(reading)
                .replaceAll(moved -> moved.group(2).compareTo(moved.group(1)) > 0 ? "postponed" : "advanced");
        plain = NOT_CONTINUED.matcher(plain).replaceAll("discontinued");
        plain = NOT_ANY_LONGER.matcher(plain).replaceAll("no longer $1");
        plain = CHALLENGED.matcher(plain).replaceAll(said -> said.group(1) == null ? "" : quoted(said.group(1)));
        return !GIVEN_UP.matcher(plain).find()
                ? plain
                : AIM_GIVEN_UP
                        .matcher(plain)
                        .replaceAll(said -> said.group(1) == null ? "repeals " : quoted(said.group(1) + " repealed"));
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }
}
