/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A network in the notation of RFC 4632 section 3.1 and RFC 4291 section 2.3.
 *
 * @param address an address in the network
 * @param prefix the number of bits that its addresses share
 */
record CidrNetwork(InetAddress address, int prefix) {

  private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");

  /**
   * @throws IllegalArgumentException if it is not a network
   */
  static CidrNetwork parse(String cidr) {
    int slash = cidr.indexOf('/');
    var prefix = slash < 0 ? "" : cidr.substring(slash + 1);
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "A network must be in CIDR notation, for example 192.0.2.0/24");
    }
    var address = InetAddresses.forString(cidr.substring(0, slash));
    int bits = Integer.parseInt(prefix);
    if (address instanceof Inet4Address && cidr.indexOf(':') >= 0) {
      bits -= 96; // ::ffff:10.0.0.0/104 equals 10.0.0.0/8
    }
    if (bits < 0 || bits > address.getAddress().length * 8) {
      throw new IllegalArgumentException(
          "A network must be in CIDR notation, for example 192.0.2.0/24");
    }
    return new CidrNetwork(address, bits);
  }
}
