/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * An IP address, never resolved from a name. An IPv4-mapped IPv6 address ({@code ::ffff:10.0.0.1})
 * is treated as the IPv4 address, so that a list of forbidden networks cannot be bypassed by a
 * different notation.
 *
 * @param address the address
 */
record IpAddress(InetAddress address) {

  /**
   * @throws IllegalArgumentException if the text is not an address, or has a zone
   */
  static IpAddress parse(String text) {
    if (text.indexOf('%') >= 0) {
      throw new IllegalArgumentException("An IP address must not have a zone");
    }
    return new IpAddress(InetAddresses.forString(text));
  }

  /**
   * Returns whether the address is in a network.
   *
   * @param cidr the network, as {@code 10.0.0.0/8}; bits after the prefix are ignored
   * @throws IllegalArgumentException if the text is not a network
   */
  boolean isIn(String cidr) {
    var network = CidrNetwork.parse(cidr);
    return network.address() instanceof Inet4Address == address instanceof Inet4Address
        && samePrefix(network.address().getAddress(), address.getAddress(), network.prefix());
  }

  private static boolean samePrefix(byte[] left, byte[] right, int bits) {
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((left[bit / 8] & mask) != (right[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
