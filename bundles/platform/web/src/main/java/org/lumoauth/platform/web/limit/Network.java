package org.lumoauth.platform.web.limit;

import java.util.Arrays;
import org.lumoauth.platform.web.AddressRanges;

/** From where, for counting: whoever has one IPv6 address has the 2^64 of its network. */
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
