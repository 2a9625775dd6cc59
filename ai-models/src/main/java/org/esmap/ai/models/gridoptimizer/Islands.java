package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;

/** Refuses networks that fall apart. */
final class Islands {
    private static final int SHOWN = 10;

    private Islands() {}

    /** Names the buses that no branch in service connects to the slack bus. */
    static void refuse(Network network, NetworkSource source) {
        List<Network.Bus> buses = network.buses();
        DisjointSets joined = new DisjointSets(buses.size());
        for (Network.Branch branch : network.branches()) {
            joined.join(branch.from(), branch.to());
        }
        int main = joined.of(network.slack());
        List<Object> cut = new ArrayList<>();
        int first = -1;
        for (int i = 0; i < buses.size(); i++) {
            if (joined.of(i) != main) {
                first = first < 0 ? i : first;
                cut.add(buses.get(i).id());
            }
        }
        if (first >= 0) {
            String more = cut.size() == 1
                    ? ""
                    : "; so are " + (cut.size() - 1) + " more: " + cut.subList(1, Math.min(cut.size(), SHOWN));
            throw source.wrong(
                    "buses",
                    first,
                    "",
                    "Bus " + cut.get(0) + " is an island: no branch in service leads from it to the slack bus "
                            + buses.get(network.slack()).id() + more);
        }
    }
}
