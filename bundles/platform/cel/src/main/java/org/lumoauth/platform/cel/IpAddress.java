package org.lumoauth.platform.cel;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * An address of the Internet Protocol, never looked up by name. An IPv4 address that is written in
 * IPv6 ({@code ::ffff:10.0.0.1}) is the IPv4 address: a list of forbidden networks must not be left
 * by writing an address differently.
 *
 * @param address the address
 */
record IpAddress(InetAddress address) {

  /**
   * @throws IllegalArgumentException if it is not an address, or has a zone
   */
  static IpAddress parse(String text) {
    if (text.indexOf('%') >= 0) {
      throw new IllegalArgumentException("An address with a zone is not accepted");
    }
    return new IpAddress(InetAddresses.forString(text));
  }

  /**
   * Whether it is in a network.
   *
   * @param cidr the network, as {@code 10.0.0.0/8}; bits after the prefix do not count
   * @throws IllegalArgumentException if that is not a network
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
