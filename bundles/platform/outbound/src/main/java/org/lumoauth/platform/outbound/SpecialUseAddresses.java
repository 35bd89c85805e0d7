/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.lumoauth.platform.web.address.IpAddressRanges;

/**
 * Special-use addresses, which must not be called for untrusted parties.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6890">RFC 6890 and the registries that it
 *     began</a>
 */
final class SpecialUseAddresses {

  private static final IpAddressRanges V4 =
      IpAddressRanges.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /**
   * Global unicast is 2000::/3; special-use ranges within it, and everything outside, are rejected.
   */
  private static final IpAddressRanges GLOBAL_V6 = IpAddressRanges.of("2000::/3");

  private static final IpAddressRanges SPECIAL_V6 =
      IpAddressRanges.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private SpecialUseAddresses() {}

  /** Returns whether the address is special-use, also if it embeds such an IPv4 address. */
  static boolean covers(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    if (address instanceof Inet4Address) {
      return V4.contains(bare);
    }
    return !GLOBAL_V6.contains(bare) || SPECIAL_V6.contains(bare);
  }
}
