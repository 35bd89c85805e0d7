package org.lumoauth.platform.apikeys;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tenant's key in clear text: {@code lmk_}, the tenant's ULID, {@code _}, 43 characters of
 * secret.
 *
 * @param tenantId the tenant that it names
 * @param secret the secret part
 */
record KeyText(String tenantId, String secret) {
  /** What every key begins with. */
  static final String PREFIX = "lmk_";

  private static final String TENANT_PREFIX = "ten_";
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "([0-9A-HJKMNP-TV-Z]{26})_([A-Za-z0-9_-]{43})");

  /** Reads a key; empty if it has another form. */
  static Optional<KeyText> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new KeyText(TENANT_PREFIX + matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** The key as it is shown. */
  String text() {
    return PREFIX + tenantId.substring(TENANT_PREFIX.length()) + "_" + secret;
  }

  @Override
  public String toString() {
    return "KeyText[" + tenantId + "]";
  }
}
