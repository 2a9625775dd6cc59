package org.esmap.ai.core.quantities;

import java.math.BigDecimal;

/**
 * A number in a text, with its multiplier.
 *
 * @param start  first character
 * @param end    one past the last
 * @param value  what it comes to, multiplier included
 * @param scale  the multiplier, such as 1000000 for "million"; one where there is none
 * @param digits whether it is written in digits
 */
record Numeral(int start, int end, BigDecimal value, BigDecimal scale, boolean digits) {
    /** The same number with one multiplier more, which ends at {@code further}. */
    Numeral to(int further, BigDecimal multiplier) {
        return new Numeral(start, further, value.multiply(multiplier), scale.multiply(multiplier), digits);
    }

    Numeral negated() {
        return new Numeral(start, end, value.negate(), scale, digits);
    }

    /** The same number where the multiplier that follows a range stands for both of its ends. */
    Numeral scaled(BigDecimal multiplier) {
        return new Numeral(start, end, value.multiply(multiplier), multiplier, digits);
    }
}
