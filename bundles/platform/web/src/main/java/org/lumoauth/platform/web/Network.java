package org.lumoauth.platform.web;

import java.util.Arrays;

/** From where, for counting: whoever has an IPv6 address has its network (RFC 6177 section 2). */
public final class Network {

  private static final int IPV6_BYTES = 16;
  private static final int IPV6_NETWORK_BYTES = 8;

  private Network() {}

  /** The address itself, or the /64 of an IPv6 address; what is no address stays as it is. */
  public static String of(String remoteAddress) {
    if (remoteAddress.indexOf(':') < 0) {
      return remoteAddress;
    }
    try {
      byte[] bytes = AddressRanges.bytes(remoteAddress);
      return bytes.length == IPV6_BYTES
          ? Arrays.toString(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
          : remoteAddress;
    } catch (IllegalArgumentException e) {
      return remoteAddress;
    }
  }
}
