/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.address;

import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ranges of IP addresses in CIDR notation (RFC 4632 section 3.1, RFC 4291 section 2.3). */
public final class IpAddressRanges {

  private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");

  private final List<IPAddress> ranges;

  private IpAddressRanges(List<IPAddress> ranges) {
    this.ranges = ranges;
  }

  /**
   * Parses ranges such as {@code 10.0.0.0/8}, {@code ::1} or {@code 127.0.0.1}; one text may
   * contain several, separated by commas, as in a configuration file.
   *
   * @throws IllegalArgumentException if a range is malformed, for example a host name
   */
  public static IpAddressRanges of(String... texts) {
    List<IPAddress> ranges = new ArrayList<>();
    for (String text : String.join(",", texts).split(",")) {
      if (!text.isBlank()) {
        ranges.add(
            range(text.strip())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "not an IP address or CIDR range: " + text.strip())));
      }
    }
    return new IpAddressRanges(List.copyOf(ranges));
  }

  private static Optional<IPAddress> range(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return IpAddressParser.parse(text);
    }
    String prefix = text.substring(slash + 1);
    return IpAddressParser.parse(text.substring(0, slash))
        .filter(
            address ->
                PREFIX.matcher(prefix).matches()
                    && Integer.parseInt(prefix) <= address.getBitCount())
        .map(address -> address.toPrefixBlock(Integer.parseInt(prefix)));
  }

  /** Returns whether the set has no ranges. */
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Returns whether the address is in one of the ranges; false if the text is not an address. */
  public boolean contains(String address) {
    return !ranges.isEmpty()
        && IpAddressParser.parse(address)
            .filter(parsed -> ranges.stream().anyMatch(range -> range.contains(parsed)))
            .isPresent();
  }
}
