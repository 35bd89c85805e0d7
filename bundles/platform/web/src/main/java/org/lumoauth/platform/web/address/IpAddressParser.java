/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.address;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses IP addresses strictly. IPv4 is four decimal numbers without leading zeros (RFC 3986
 * section 3.2.2), IPv6 as in RFC 4291 section 2.2. Host names, short forms ({@code 127.1}),
 * hexadecimal and octal numbers and ports are rejected. Names are never resolved.
 */
public final class IpAddressParser {

  /**
   * An IPv6 address with an embedded IPv4 address has 45 characters; brackets and a zone follow.
   */
  private static final int MAX_LENGTH = 80;

  private static final Pattern CHARACTERS = Pattern.compile("[0-9a-fA-F.:]+");

  /** RFC 6874 section 2: a zone is a sequence of unreserved characters. */
  private static final Pattern ZONE = Pattern.compile("[0-9A-Za-z._~-]+");

  private static final IPAddressStringParameters STRICT = parameters();

  private IpAddressParser() {}

  /**
   * Returns the address in canonical form: RFC 5952 for IPv6, an IPv4-mapped IPv6 address as the
   * IPv4 address, without a zone.
   *
   * @param literal an address; an IPv6 address with or without brackets
   * @return empty if the text is not an address
   */
  public static Optional<String> canonical(String literal) {
    return parse(literal).map(IPAddress::toCanonicalString);
  }

  /**
   * Returns the address; an IPv4-mapped IPv6 address becomes the IPv4 address, a zone is removed.
   */
  static Optional<IPAddress> parse(String literal) {
    if (literal == null || literal.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    boolean bracketed = literal.startsWith("[") && literal.endsWith("]");
    String bare = bracketed ? literal.substring(1, literal.length() - 1) : literal;
    int percent = bare.indexOf('%');
    String text = percent < 0 ? bare : bare.substring(0, percent);
    boolean v6 = text.indexOf(':') >= 0;
    boolean validZone = percent < 0 || v6 && ZONE.matcher(bare.substring(percent + 1)).matches();
    if (bracketed && !v6 || !validZone || !CHARACTERS.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      IPAddress address = new IPAddressString(text, STRICT).toAddress();
      return Optional.ofNullable(address).map(IpAddressParser::withoutMapping);
    } catch (AddressStringException | IncompatibleAddressException e) {
      return Optional.empty();
    }
  }

  private static IPAddress withoutMapping(IPAddress address) {
    return address.isIPv6() && address.toIPv6().isIPv4Mapped()
        ? address.toIPv6().getEmbeddedIPv4Address()
        : address;
  }

  private static IPAddressStringParameters parameters() {
    var builder =
        new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowPrefix(false)
            .allowPrefixOnly(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .allow_inet_aton(false);
    builder
        .getIPv4AddressParametersBuilder()
        .allowBinary(false)
        .allowLeadingZeros(false)
        .allowUnlimitedLeadingZeros(false);
    var v6 =
        builder
            .getIPv6AddressParametersBuilder()
            .allowBase85(false)
            .allowZone(false)
            .allowBinary(false)
            .allowUnlimitedLeadingZeros(false)
            .allow_mixed_inet_aton(false);
    v6.getEmbeddedIPv4AddressParametersBuilder()
        .allowBinary(false)
        .allowLeadingZeros(false)
        .allowUnlimitedLeadingZeros(false);
    return builder.toParams();
  }
}
