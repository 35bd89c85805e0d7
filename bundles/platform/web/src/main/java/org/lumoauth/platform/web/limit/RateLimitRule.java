package org.lumoauth.platform.web.limit;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often an operation may be used.
 *
 * @param method the method, or {@code *}
 * @param path the template of the path, or its beginning and {@code **}
 * @param count how many requests
 * @param window in which time
 * @param key from whom
 */
public record RateLimitRule(
    String method, String path, int count, Duration window, RateLimitKey key) {

  /** Whose requests are counted together. */
  public enum RateLimitKey {
    /** Those from one address, whoever makes them. */
    IP,
    /** Those of one authenticated user, agent, client or API key. */
    CALLER,
    /** Those of all authenticated callers of one tenant together. */
    TENANT
  }

  private static final Pattern FORM =
      Pattern.compile("(\\S+)\\s+(\\S+)\\s+(\\d{1,9})/(\\d{1,6})s\\s+(ip|caller|tenant)");
  private static final String TENANT = "~/";
  private static final String REST = "**";

  /**
   * Reads {@code POST ~/oauth/token 600/60s ip}.
   *
   * @throws IllegalArgumentException if it has another form
   */
  public static RateLimitRule parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || Integer.parseInt(form.group(4)) == 0) {
      throw new IllegalArgumentException(
          "a limit is METHOD PATH COUNT/SECONDSs ip|caller|tenant, not: " + text);
    }
    String path = form.group(2);
    return new RateLimitRule(
        form.group(1),
        path.startsWith(TENANT) ? "/t/{tenant}/api/v1/" + path.substring(TENANT.length()) : path,
        Integer.parseInt(form.group(3)),
        Duration.ofSeconds(Integer.parseInt(form.group(4))),
        RateLimitKey.valueOf(form.group(5).toUpperCase(Locale.ROOT)));
  }

  /** Whether the rule is for this operation. */
  boolean covers(String operationMethod, String operationPath) {
    boolean here =
        path.endsWith(REST)
            ? operationPath.startsWith(path.substring(0, path.length() - REST.length()))
            : operationPath.equals(path);
    return here && (method.equals("*") || method.equals(operationMethod));
  }
}
