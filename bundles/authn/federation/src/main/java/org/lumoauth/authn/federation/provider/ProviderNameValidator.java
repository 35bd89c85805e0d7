/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;

/** Validates provider names, which are part of URLs. */
public final class ProviderNameValidator {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** Names of other resources at the same path. */
  private static final Set<String> RESERVED = Set.of("available", "types", "callback-urls");

  private ProviderNameValidator() {}

  /**
   * Returns the name if it is valid.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  public static String requireValid(String provider) {
    if (!SLUG.matcher(provider).matches()
        || RESERVED.contains(provider)
        || DIGITS.matcher(provider).matches()) {
      throw ApiException.invalid(
          "provider",
          "`provider` must have 1 to 40 characters: letters a to z, digits and " + "hyphens.");
    }
    return provider;
  }
}
