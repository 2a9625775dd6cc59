package org.esmap.ai.models.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esmap.ai.models.evaluation.OtherText.Bill;

/**
 * The texts that climate-bert's recipe keeps for testing, with the labels its sources give them: what
 * {@code training/climatebert/data.py} calls {@code sources(data)[…]["test"]}, text for text.
 */
final class ClimateTexts {
    private static final String POSITIVE = "climate-or-energy";
    private static final String OTHER = "other";
    private static final Map<String, String> SECTOR_TOPIC = Map.of(
            "Energy Supply", "energy supply",
            "Energy Consumption", "energy consumption",
            "Transport", "transport",
            "Industrial Processes", "industry",
            "Agriculture", "agriculture",
            "Land use, land use change and forestry", "forestry and land use",
            "Waste", "waste",
            "Other Sectors", OTHER);
    private static final Map<Integer, String> BILL_TOPIC =
            Map.of(8, "energy supply", 7, "environment", 10, "transport", 4, "agriculture");
    private static final Pattern SAVING = Pattern.compile("conserv|efficien|research", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENERGY =
            Pattern.compile("energy|fuel|gas\\b|oil\\b", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, List<Labelled>> bySource = new LinkedHashMap<>();
    private final Set<String> trained = new HashSet<>();

    /** A text with the labels that are known of it, by head. */
    record Labelled(String text, Map<String, String> labels) {}

    /** The test texts by source; none that training saw. */
    static Map<String, List<Labelled>> read() throws IOException {
        ClimateTexts texts = new ClimateTexts();
        texts.measures();
        for (String part : List.of("train", "test")) {
            texts.targets(part);
            texts.claims(part);
            texts.reports(part);
            texts.nature(part);
        }
        OtherText.bills().forEach(texts::bill);
        texts.plain();
        texts.encyclopaedia();
        texts.bySource.values().forEach(rows -> rows.removeIf(row -> texts.trained.contains(row.text())));
        return texts.bySource;
    }

    private void put(String source, String part, String text, Map<String, String> labels) {
        if (part.equals("train")) {
            trained.add(text);
        } else if (part.equals("test")) {
            bySource.computeIfAbsent(source, s -> new ArrayList<>()).add(new Labelled(text, Map.copyOf(labels)));
        }
    }

    private void measures() {
        for (Measure measure : Measure.read()) {
            Map<String, String> labels = new HashMap<>(Map.of("relevance", POSITIVE));
            List<String> sectors = measure.sectors();
            if (sectors.size() == 1 && SECTOR_TOPIC.containsKey(sectors.get(0))) {
                labels.put("topic", SECTOR_TOPIC.get(sectors.get(0)));
            }
            String part = measure.test() ? "test" : measure.train() ? "train" : "development";
            put("eea", part, (measure.name() + ". " + measure.description()).strip(), labels);
        }
    }

    private void targets(String part) {
        for (JsonNode row : Bench.rows("m1_netzero_reduction/netzero_reduction." + part + ".jsonl")) {
            String text = row.get("text").textValue();
            String label = row.get("label").textValue();
            Map<String, String> labels =
                    label.equals("none") ? byWords(text) : new HashMap<>(Map.of("relevance", POSITIVE));
            labels.put("target", label);
            withTopicOfOthers(labels);
            put("netzero", part, text, labels);
        }
    }

    private void claims(String part) {
        for (JsonNode row : Bench.rows("m1_cards_contrarian/contrarian_claims." + part + ".jsonl")) {
            String text = row.get("text").textValue();
            String label = row.get("label").textValue();
            if (WordLists.CERTAIN.matcher(text).find() || !label.equals("0_0")) {
                Map<String, String> labels = new HashMap<>(Map.of("relevance", POSITIVE));
                if (label.matches("[123]_.*")) {
                    labels.put("topic", "environment");
                }
                put("cards", part, text, labels);
            }
        }
    }

    private void reports(String part) {
        for (JsonNode row : Bench.rows("m1_esgbert/esgbert_e." + part + ".jsonl")) {
            String text = row.get("text").textValue();
            boolean certain = WordLists.CERTAIN.matcher(text).find();
            if (row.get("label").asInt() != 0) {
                put("esgbert", part, text, certain ? Map.of("relevance", POSITIVE) : Map.of());
            } else if (!certain) {
                put("esgbert", part, text, Map.of("relevance", OTHER, "topic", OTHER, "target", "none"));
            }
        }
    }

    private void nature(String part) {
        Map<String, Set<String>> topics = new LinkedHashMap<>();
        Map.of("nature", "", "water", "environment", "biodiversity", "environment", "forest", "forestry and land use")
                .forEach((kind, topic) -> {
                    for (JsonNode row : Bench.rows("m1_esgbert/esgbert_category_" + kind + "." + part + ".jsonl")) {
                        Set<String> known =
                                topics.computeIfAbsent(row.get("text").textValue(), t -> new LinkedHashSet<>());
                        if (row.get("label").asInt() != 0 && !topic.isEmpty()) {
                            known.add(topic);
                        }
                    }
                });
        topics.forEach((text, known) -> {
            Map<String, String> labels = byWords(text);
            if (known.size() == 1) {
                labels.put("topic", known.iterator().next());
            } else {
                withTopicOfOthers(labels);
            }
            put("nature", part, text, labels);
        });
    }

    private void bill(Bill bill) {
        String text = bill.text();
        int major = bill.major();
        Map<String, String> labels = new HashMap<>(Map.of("target", "none"));
        if (major == 8) {
            labels.put("relevance", POSITIVE);
        } else if (WordLists.CERTAIN.matcher(text).find()) {
            if (major == 7) {
                labels.put("relevance", POSITIVE);
            }
        } else if (major != 7
                && major != 21
                && major != 99
                && !ENERGY.matcher(text).find()) {
            labels.put("relevance", OTHER);
        }
        if (BILL_TOPIC.containsKey(major)) {
            if (major != 8 || !SAVING.matcher(text).find()) {
                labels.put("topic", BILL_TOPIC.get(major));
            }
        } else {
            withTopicOfOthers(labels);
        }
        put("bills", partOf(text, 0.12, 0.12), text, labels);
    }

    private void plain() {
        Map<String, String> labels = Map.of("relevance", OTHER, "topic", OTHER, "target", "none");
        for (String part : List.of("train", "test")) {
            Map<String, List<String>> certain = OtherText.certain(part);
            for (String source : List.of("news", "filings")) {
                for (String text : certain.get(source)) {
                    put(source, part.equals("test") ? part : partOf(text, 0, 0.1), text, labels);
                }
            }
        }
    }

    private void encyclopaedia() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Bench.set("m3_qed"))) {
            files = all.filter(f -> f.toString().endsWith(".jsonlines"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            for (JsonNode row : Bench.rows("m3_qed/" + file.getFileName())) {
                String[] sentences = row.get("paragraph_text").textValue().split(" \\. ", 3);
                String text = sentences.length > 1 ? sentences[0] + " . " + sentences[1] : sentences[0];
                if (text.codePointCount(0, text.length()) < 500
                        && !WordLists.CERTAIN.matcher(text).find()
                        && !WordLists.UNSURE.matcher(text).find()) {
                    Map<String, String> labels = new HashMap<>(Map.of("relevance", OTHER, "target", "none"));
                    if (!WordLists.SUSPECT.matcher(text).find()) {
                        labels.put("topic", OTHER);
                    }
                    boolean test = file.getFileName().toString().contains("dev");
                    put("encyclopaedia", test ? "test" : partOf(text, 0, 0.05), text, labels);
                }
            }
        }
    }

    /** What the words of unlabelled report text make certain. */
    private static Map<String, String> byWords(String text) {
        Map<String, String> labels = new HashMap<>();
        if (WordLists.CERTAIN.matcher(text).find()) {
            labels.put("relevance", POSITIVE);
        } else if (!WordLists.SUSPECT.matcher(text).find()) {
            labels.put("relevance", OTHER);
        }
        return labels;
    }

    private static void withTopicOfOthers(Map<String, String> labels) {
        if (OTHER.equals(labels.get("relevance"))) {
            labels.put("topic", OTHER);
        }
    }

    /** The part that a text's SHA-256 puts it into. */
    private static String partOf(String text, double test, double development) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        long first = ByteBuffer.wrap(digest).getInt() & 0xFFFF_FFFFL;
        double share = first / 0x1p32;
        return share < test ? "test" : share < test + development ? "development" : "train";
    }
}
