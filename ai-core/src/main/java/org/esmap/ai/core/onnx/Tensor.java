package org.esmap.ai.core.onnx;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/** A dense tensor of 64-bit integers or 32-bit floats, row-major. Arrays are not copied: do not change them. */
public sealed interface Tensor {
    /** Sizes of the dimensions; their product is the number of elements. */
    long[] shape();

    /** 64-bit integers, such as token ids. */
    record Longs(long[] data, long... shape) implements Tensor {
        public Longs {
            Tensor.fits(requireNonNull(data, "data is null").length, shape);
        }
    }

    /** 32-bit floats, such as logits. */
    record Floats(float[] data, long... shape) implements Tensor {
        public Floats {
            Tensor.fits(requireNonNull(data, "data is null").length, shape);
        }

        /** Row {@code index} along the first of two or more dimensions, flat. */
        public float[] row(int index) {
            int width = data.length / (int) shape[0];
            return java.util.Arrays.copyOfRange(data, index * width, (index + 1) * width);
        }
    }

    /** One row of ids: shape {@code [1, ids.length]}. */
    static Longs row(long[] ids) {
        return new Longs(ids, 1, ids.length);
    }

    /** One row of ones, the mask that attends to all of so many tokens: shape {@code [1, size]}. */
    static Longs ones(int size) {
        long[] ones = new long[size];
        Arrays.fill(ones, 1);
        return row(ones);
    }

    private static void fits(int elements, long[] shape) {
        long product = 1;
        for (long size : shape) {
            product *= size;
        }
        if (product != elements) {
            throw new IllegalArgumentException(
                    "shape " + java.util.Arrays.toString(shape) + " does not hold " + elements + " elements");
        }
    }
}
