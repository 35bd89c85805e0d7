/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.profile;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Validates formats of claims (OpenID Connect Core section 5.1). */
public final class ClaimFormatValidator {
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private ClaimFormatValidator() {}

  /**
   * Returns whether the text is an http or https URL. Browsers display it, so other schemes are not
   * allowed.
   */
  public static boolean isWebAddress(String text) {
    try {
      var uri = new URI(text);
      return uri.getHost() != null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Returns whether the text is a calendar date or a year. */
  public static boolean isBirthdate(String text) {
    if (YEAR.matcher(text).matches()) {
      return true;
    }
    try {
      return DAY.matcher(text).matches() && LocalDate.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
