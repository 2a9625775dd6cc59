package org.esmap.ai.models.gridoptimizer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network whose every figure has been checked: connected, one reference bus, no zero susceptance. Elements that are
 * out of service are not in it.
 *
 * @param name     what the caller or the case calls it
 * @param baseMva  the base of per-unit figures, MVA
 * @param buses    in the order of the source
 * @param branches in the order of the source
 * @param generators in the order of the source
 * @param slack    index of the reference bus
 */
record Network(
        String name, double baseMva, List<Bus> buses, List<Branch> branches, List<Generator> generators, int slack) {
    Network {
        buses = List.copyOf(buses);
        branches = List.copyOf(branches);
        generators = List.copyOf(generators);
    }

    /**
     * A bus.
     *
     * @param id      the source's own id, a whole number or a text
     * @param loadMw  demand that a load profile scales, MW
     * @param shuntMw demand of the shunt conductance at 1 p.u. voltage, MW; no profile scales it
     */
    record Bus(Object id, double loadMw, double shuntMw) {}

    /**
     * A branch; its flow is {@code susceptance·(θfrom − θto − shift)}, MW.
     *
     * @param id           the source's own id, or its place counted from 1
     * @param susceptance  MW per radian, not zero
     * @param shiftRad     phase shift, radians
     * @param ratingMw     the thermal limit, MW; infinite where there is none
     * @param leastByAngleMw least flow that the angle limits alone leave, MW
     * @param mostByAngleMw  most flow that they leave, MW
     */
    record Branch(
            Object id,
            int from,
            int to,
            double susceptance,
            double shiftRad,
            double ratingMw,
            double leastByAngleMw,
            double mostByAngleMw) {
        /** Least flow that rating and angle limits leave, MW. */
        double lowestMw() {
            return lowestMw(0);
        }

        /** Most flow that rating and angle limits leave, MW. */
        double highestMw() {
            return highestMw(0);
        }

        /** The same with {@code more} MW of rating. */
        double lowestMw(double more) {
            return Math.max(-ratingMw - more, leastByAngleMw);
        }

        /** The same with {@code more} MW of rating. */
        double highestMw(double more) {
            return Math.min(ratingMw + more, mostByAngleMw);
        }

        boolean limited() {
            return lowestMw() > Double.NEGATIVE_INFINITY || highestMw() < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * A generator that is in service.
     *
     * @param id          the source's own id, or its place counted from 1
     * @param setpointMw  what it gives before the optimisation, MW; null where the source does not say
     * @param cost        $/h of MW
     * @param fuel        the fuel in the words of the emission table; null where the source does not say
     * @param co2TPerMwh  direct emissions, t CO2 per MWh
     * @param co2Basis    where that figure comes from
     * @param unit        what matters to commitment and ramping
     */
    record Generator(
            Object id,
            int bus,
            double minMw,
            double maxMw,
            @Nullable Double setpointMw,
            Curve cost,
            @Nullable String fuel,
            double co2TPerMwh,
            Co2Basis co2Basis,
            Unit unit) {
        /** Whether it takes power whenever it runs. */
        boolean takesPower() {
            return maxMw < 0;
        }

        /** Output of a unit that runs nearest to none, without its sign, MW. */
        double leastMw() {
            return Math.max(0, Math.max(minMw, -maxMw));
        }
    }

    /** Where an emission factor comes from; {@link #NONE} where a unit can give nothing, so that there is none. */
    enum Co2Basis {
        GIVEN,
        FUEL,
        ASSUMED,
        NONE
    }

    /**
     * What matters to commitment.
     *
     * @param startCost   $ a start
     * @param stopCost    $ a stop
     * @param minUpH      hours that it stays on once started
     * @param minDownH    hours that it stays off once stopped
     * @param rampMwPerH  most change of output in an hour, MW; infinite where there is no limit
     * @param initiallyOn whether it runs before the first step
     */
    record Unit(
            double startCost, double stopCost, double minUpH, double minDownH, double rampMwPerH, boolean initiallyOn) {
        static final Unit PLAIN = new Unit(0, 0, 0, 0, Double.POSITIVE_INFINITY, true);
    }
}
