package org.lumoauth.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.http.conn.DnsResolver;
import org.lumoauth.platform.web.IpAddressRanges;

/**
 * Resolves names to addresses that may be asked. The client connects to just what this returns, so
 * a name that resolves to something else a moment later gains nothing. A name with one address that
 * may not be asked is refused whole.
 */
final class PinnedDnsResolver implements DnsResolver {

  /** Of IPv6 with its colons, of IPv4 with nothing but digits and dots. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f.]*:[0-9a-f.:%]*");

  private final DnsResolver names;
  private final IpAddressRanges allowed;

  PinnedDnsResolver(DnsResolver names, IpAddressRanges allowed) {
    this.names = names;
    this.allowed = allowed;
  }

  /** The host may not be asked. */
  static final class RefusedHostException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedHostException(String host) {
      super(host + " is at an address of special use");
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

  /** Whether every address of the host is one that the operator allowed by name. */
  boolean isAllowedByOperator(String host) throws UnknownHostException {
    for (InetAddress address : names.resolve(host)) {
      if (!allowed.contains(text(address))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the host is of special use as it is written: an address, or a name of this machine (RFC
   * 6761 section 6.3). No other name is resolved.
   */
  boolean isRefusedAsWritten(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    boolean here = name.equals("localhost") || name.endsWith(".localhost");
    if (!here && !ADDRESS.matcher(name).matches()) {
      return false;
    }
    try {
      InetAddress address = InetAddress.getByName(here ? "127.0.0.1" : name); // asks nobody
      return SpecialUseAddresses.covers(address) && !allowed.contains(text(address));
    } catch (UnknownHostException e) {
      return true; // it is no address, and can be no name
    }
  }

  /**
   * Whether the operator may have allowed the host by its address. A name is not resolved: whoever
   * allowed addresses may mean it.
   */
  boolean canBeAllowed(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    return ADDRESS.matcher(name).matches() ? allowed.contains(name) : !allowed.isEmpty();
  }

  private static String text(InetAddress address) {
    return address.getHostAddress().replaceAll("%.*", "");
  }
}
