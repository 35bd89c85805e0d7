/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.List;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.address.IpAddressRanges;

/** Validates address ranges (RFC 4632 section 3.1, RFC 4291 section 2.3). */
public final class IpRangeValidator {

  static final int MAX_COUNT = 50;

  // Four decimal numbers without leading zeros, which some parsers read as octal.
  private static final String BYTE = "(0|[1-9][0-9]{0,2})";
  private static final Pattern V4 =
      Pattern.compile(BYTE + "(\\." + BYTE + "){3}(/(0|[1-9][0-9]?))?");
  private static final Pattern V6 =
      Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*(/(0|[1-9][0-9]{0,2}))?");

  private IpRangeValidator() {}

  /**
   * Returns the validated ranges.
   *
   * @throws ApiException 422 {@code validation_error} for the first malformed range, or for too
   *     many
   */
  public static List<String> checked(List<String> ranges) {
    if (ranges.size() > MAX_COUNT) {
      throw ApiException.invalid(
          "allowedIps", "allowedIps must have at most " + MAX_COUNT + " ranges.");
    }
    for (String range : ranges) {
      if (range == null || !isRange(range)) {
        throw ApiException.invalid(
            "allowedIps",
            "Each range must be an address or a network in CIDR notation, such as "
                + "192.0.2.0/24 or"
                + " 2001:db8::/32.");
      }
    }
    return List.copyOf(ranges);
  }

  private static boolean isRange(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return false;
    }
    try {
      IpAddressRanges.of(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
