package org.esmap.ai.models.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Text on other things than climate and energy, as {@code training/negatives.py} takes it out of public sets. */
final class OtherText {
    private static final Set<Integer> NEAR = Set.of(4, 7, 8, 10, 17, 21, 99);

    private OtherText() {}

    /** A bill's title with the number of its major topic. */
    record Bill(int major, String text) {}

    static List<Bill> bills() {
        return Csv.read(Bench.set("m1_us_congress_bills/USCongress.csv"), ';', StandardCharsets.ISO_8859_1).stream()
                .map(row -> new Bill(Integer.parseInt(row.get("major")), row.get("text")))
                .toList();
    }

    /** By source, the texts of the part {@code train} or {@code test} that no suspicious word is in. */
    static Map<String, List<String>> certain(String part) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        found.put("news", List.copyOf(new LinkedHashSet<>(texts("m1_newsmtsc/" + part + ".jsonl", "sentence", null))));
        found.put("filings", filings(part.equals("train") ? "FIN5" : "FIN3"));
        List<String> bills = bills().stream()
                .filter(b -> !NEAR.contains(b.major()))
                .map(Bill::text)
                .toList();
        int cut = (int) (bills.size() * 0.85);
        found.put("bills", part.equals("train") ? bills.subList(0, cut) : bills.subList(cut, bills.size()));
        found.put("reports", texts("m1_esgbert/esgbert_e." + part + ".jsonl", "text", "0"));
        found.put("targets-none", texts("m1_netzero_reduction/netzero_reduction." + part + ".jsonl", "text", "none"));
        found.replaceAll((source, texts) ->
                texts.stream().filter(t -> !WordLists.SUSPECT.matcher(t).find()).toList());
        return found;
    }

    private static List<String> texts(String file, String field, @Nullable String label) {
        List<String> texts = new ArrayList<>();
        for (JsonNode row : Bench.rows(file)) {
            if (label == null || row.get("label").asText().equals(label)) {
                texts.add(row.get(field).textValue());
            }
        }
        return texts;
    }

    /** Sentences of contracts, put together from one token a line. */
    private static List<String> filings(String name) {
        List<String> sentences = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<String> lines = new ArrayList<>(Bench.lines(Bench.set("m2_sec_filings/" + name + ".txt")));
        lines.add("");
        for (String line : lines) {
            String token = line.isBlank() ? "" : line.split(" ", 2)[0];
            if (!token.isEmpty() && !token.equals("-DOCSTART-")) {
                words.add(token);
            } else if (!words.isEmpty()) {
                String sentence =
                        String.join(" ", words).replaceAll(" ([.,;:)%'])", "$1").replace("( ", "(");
                if (sentence.split("\\s+").length >= 6) {
                    sentences.add(sentence);
                }
                words.clear();
            }
        }
        return sentences;
    }
}
