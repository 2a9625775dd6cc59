package org.esmap.ai.core.updates;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses that mean the same machine to everybody on the Internet from those that lead into a network of one's
 * own, by the registries of special-purpose addresses (RFC 6890).
 */
final class PublicAddresses {
    private static final List<Block> PRIVATE = blocks(
            "0.0.0.0/8", // this network, RFC 791
            "10.0.0.0/8", // RFC 1918
            "100.64.0.0/10", // between a carrier and its customers, RFC 6598
            "127.0.0.0/8", // loopback, RFC 1122
            "169.254.0.0/16", // link-local, RFC 3927
            "172.16.0.0/12", // RFC 1918
            "192.0.0.0/24", // protocol assignments, RFC 6890
            "192.168.0.0/16", // RFC 1918
            "198.18.0.0/15", // benchmarks, RFC 2544
            "224.0.0.0/3", // multicast, RFC 5771, and reserved, RFC 1112
            "64:ff9b:1::/48", // translation of one's own, RFC 8215
            "fc00::/7", // unique local, RFC 4193
            "fe80::/9", // link-local, RFC 4291, and site-local, RFC 3879
            "ff00::/8"); // multicast, RFC 4291

    /** Addresses of version 6 that lead to the one of version 4 behind their prefix. */
    private static final List<Block> EMBEDDING = blocks(
            "::/96", // compatible, unspecified and loopback, RFC 4291
            "64:ff9b::/96", // NAT64, RFC 6052
            "2002::/16"); // 6to4, RFC 3056

    private PublicAddresses() {}

    static boolean hold(InetAddress address) {
        return hold(address.getAddress());
    }

    private static boolean hold(byte[] address) {
        return PRIVATE.stream().noneMatch(block -> block.holds(address))
                && EMBEDDING.stream()
                        .filter(block -> block.holds(address))
                        .allMatch(block -> hold(block.behind(address)));
    }

    private static List<Block> blocks(String... written) {
        return Stream.of(written).map(Block::of).toList();
    }

    /** The addresses whose first {@code bits} are those of {@code prefix}, which is as long as an address. */
    private record Block(byte[] prefix, int bits) {
        static Block of(String written) {
            int slash = written.indexOf('/');
            try {
                byte[] prefix =
                        InetAddress.getByName(written.substring(0, slash)).getAddress(); // of figures: asks nobody
                return new Block(prefix, Integer.parseInt(written.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }

        boolean holds(byte[] address) {
            int whole = bits / 8;
            int rest = 8 - bits % 8;
            return address.length == prefix.length
                    && Arrays.equals(address, 0, whole, prefix, 0, whole)
                    && (rest == 8 || (address[whole] ^ prefix[whole]) >> rest == 0);
        }

        byte[] behind(byte[] address) {
            return Arrays.copyOfRange(address, bits / 8, bits / 8 + 4);
        }
    }
}
