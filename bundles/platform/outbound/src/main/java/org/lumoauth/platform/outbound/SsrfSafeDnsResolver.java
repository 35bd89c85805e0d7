/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.http.conn.DnsResolver;
import org.lumoauth.platform.web.address.IpAddressRanges;

/**
 * Resolves host names to addresses that may be called. The client connects to exactly the returned
 * addresses, so a name that later resolves differently has no effect. A name with one forbidden
 * address is rejected completely.
 */
final class SsrfSafeDnsResolver implements DnsResolver {

  /** IPv6 addresses have colons; IPv4 addresses consist only of digits and dots. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f.]*:[0-9a-f.:%]*");

  private final DnsResolver names;
  private final IpAddressRanges allowed;

  SsrfSafeDnsResolver(DnsResolver names, IpAddressRanges allowed) {
    this.names = names;
    this.allowed = allowed;
  }

  /** The host must not be called. */
  static final class RefusedHostException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedHostException(String host) {
      super(host + " resolves to a special-use address");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    for (InetAddress address : addresses) {
      if (SpecialUseAddresses.covers(address) && !allowed.contains(text(address))) {
        throw new RefusedHostException(host);
      }
    }
    return addresses;
  }

  /** Returns whether the operator explicitly allowed every address of the host. */
  boolean isAllowedByOperator(String host) throws UnknownHostException {
    for (InetAddress address : names.resolve(host)) {
      if (!allowed.contains(text(address))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns whether the host is special-use as written: an address, or a name of this machine (RFC
   * 6761 section 6.3). No other name is resolved.
   */
  boolean isRefusedAsWritten(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    boolean here = name.equals("localhost") || name.endsWith(".localhost");
    if (!here && !ADDRESS.matcher(name).matches()) {
      return false;
    }
    try {
      InetAddress address = InetAddress.getByName(here ? "127.0.0.1" : name); // needs no DNS query
      return SpecialUseAddresses.covers(address) && !allowed.contains(text(address));
    } catch (UnknownHostException e) {
      return true; // neither an address nor a valid name
    }
  }

  /**
   * Returns whether the operator may have allowed the host by its address. A name is not resolved:
   * any allowed address may be its address.
   */
  boolean canBeAllowed(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    return ADDRESS.matcher(name).matches() ? allowed.contains(name) : !allowed.isEmpty();
  }

  private static String text(InetAddress address) {
    return address.getHostAddress().replaceAll("%.*", "");
  }
}
