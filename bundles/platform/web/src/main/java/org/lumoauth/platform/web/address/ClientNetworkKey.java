/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.address;

/**
 * The key by which requests of one network are counted. For IPv6 it is the /64 (RFC 6177 section
 * 2).
 */
public final class ClientNetworkKey {

  private static final int IPV6_PREFIX = 64;

  private ClientNetworkKey() {}

  /**
   * Returns the address, or the /64 of an IPv6 address; text that is not an address is returned
   * unchanged.
   */
  public static String of(String remoteAddress) {
    if (remoteAddress.indexOf(':') < 0) {
      return remoteAddress;
    }
    return IpAddressParser.parse(remoteAddress)
        .map(
            address ->
                address.isIPv6()
                    ? address.toPrefixBlock(IPV6_PREFIX).toCanonicalString()
                    : address.toCanonicalString())
        .orElse(remoteAddress);
  }
}
