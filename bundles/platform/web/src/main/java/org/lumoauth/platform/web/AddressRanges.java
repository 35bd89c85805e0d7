package org.lumoauth.platform.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Ranges of IP addresses in CIDR notation (RFC 4632 section 3.1, RFC 4291 section 2.3). */
public final class AddressRanges {
  private static final int BITS = 8;

  private final List<Range> ranges;

  private AddressRanges(List<Range> ranges) {
    this.ranges = ranges;
  }

  /**
   * Reads ranges as {@code 10.0.0.0/8}, {@code ::1} or {@code 127.0.0.1}; one text may hold several
   * with commas between them, as a line of a configuration file does.
   *
   * @throws IllegalArgumentException if one is malformed; host names are
   */
  public static AddressRanges of(String... texts) {
    List<Range> ranges = new ArrayList<>();
    for (String text : String.join(",", texts).split(",")) {
      if (!text.isBlank()) {
        ranges.add(range(text.strip()));
      }
    }
    return new AddressRanges(List.copyOf(ranges));
  }

  private static Range range(String text) {
    try {
      return Range.of(text);
    } catch (IllegalArgumentException e) { // a prefix that is no number, too
      throw new IllegalArgumentException("not an address or range of addresses: " + text, e);
    }
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Whether the address, as text, lies in one of the ranges; anything else does not. */
  public boolean contains(String address) {
    if (ranges.isEmpty()) {
      return false;
    }
    byte[] bytes;
    try {
      bytes = bytes(address);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return ranges.stream().anyMatch(range -> range.contains(bytes));
  }

  /**
   * The bytes of an address, 4 or 16.
   *
   * @param literal an address as text, an IPv6 address with or without brackets
   * @throws IllegalArgumentException if it is something else; a host name is
   */
  public static byte[] bytes(String literal) {
    String bare = literal.startsWith("[") ? literal.replaceAll("[\\[\\]]", "") : literal;
    // A literal alone: a name would be looked up in the DNS.
    if (!bare.matches("[0-9.]+")
        && !(bare.contains(":") && bare.matches("[0-9a-fA-F:.]+(%\\w+)?"))) {
      throw new IllegalArgumentException("not an IP address");
    }
    try {
      return InetAddress.getByName(bare).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IP address", e);
    }
  }

  private record Range(byte[] network, int prefix) {
    static Range of(String text) {
      int slash = text.indexOf('/');
      byte[] network = bytes(slash < 0 ? text : text.substring(0, slash));
      int whole = network.length * BITS;
      int prefix = slash < 0 ? whole : Integer.parseInt(text.substring(slash + 1));
      if (prefix < 0 || prefix > whole) {
        throw new IllegalArgumentException("a prefix is 0 to " + whole);
      }
      return new Range(network, prefix);
    }

    boolean contains(byte[] address) {
      if (address.length != network.length) {
        return false;
      }
      int whole = prefix / BITS;
      if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
        return false;
      }
      int rest = prefix % BITS;
      int mask = 0xff << (BITS - rest);
      return rest == 0 || (address[whole] & mask) == (network[whole] & mask);
    }
  }
}
