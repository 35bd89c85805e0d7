package org.lumoauth.agents.registry;

import java.util.List;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.IpAddressRanges;

/**
 * Ranges of addresses as administrators write them (RFC 4632 section 3.1, RFC 4291 section 2.3).
 */
final class IpRangeValidator {

  static final int MAX_COUNT = 50;

  // Four whole numbers and no leading zeros: some would read those as octal.
  private static final String BYTE = "(0|[1-9][0-9]{0,2})";
  private static final Pattern V4 =
      Pattern.compile(BYTE + "(\\." + BYTE + "){3}(/(0|[1-9][0-9]?))?");
  private static final Pattern V6 =
      Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*(/(0|[1-9][0-9]{0,2}))?");

  private IpRangeValidator() {}

  /**
   * The ranges, checked.
   *
   * @throws ApiException 422 {@code validation_error} for the first that is malformed, or too many
   */
  static List<String> checked(List<String> ranges) {
    if (ranges.size() > MAX_COUNT) {
      throw ApiException.invalid("allowedIps", "At most " + MAX_COUNT + " ranges can be given.");
    }
    for (String range : ranges) {
      if (range == null || !isRange(range)) {
        throw ApiException.invalid(
            "allowedIps",
            "A range is an address or a network in CIDR notation, as 192.0.2.0/24 or"
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
