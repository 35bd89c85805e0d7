package org.lumoauth.authn.federation.provider;

import java.util.Set;
import java.util.regex.Pattern;
import org.lumoauth.api.web.ApiException;

/** The name of a provider, as it stands in addresses. */
public final class ProviderNameValidator {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** Names of other things at the place of a provider. */
  private static final Set<String> RESERVED = Set.of("available", "types", "callback-urls");

  private ProviderNameValidator() {}

  /**
   * The name, if it is one.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  public static String requireValid(String provider) {
    if (!SLUG.matcher(provider).matches()
        || RESERVED.contains(provider)
        || DIGITS.matcher(provider).matches()) {
      throw ApiException.invalid(
          "provider", "provider is letters a to z, digits and hyphens, 40 at most.");
    }
    return provider;
  }
}
