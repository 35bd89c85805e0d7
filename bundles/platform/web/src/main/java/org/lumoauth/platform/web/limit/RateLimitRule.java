/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate limit of an operation.
 *
 * @param method the method, or {@code *}
 * @param path the template of the path, or its beginning and {@code **}
 * @param count the number of requests
 * @param window the time window
 * @param key which requests are counted together
 */
public record RateLimitRule(
    String method, String path, int count, Duration window, RateLimitKey key) {

  /** Which requests are counted together. */
  public enum RateLimitKey {
    /** Requests from one network address, from any caller. */
    IP,
    /** Requests of one authenticated user, agent, client or API key. */
    CALLER,
    /** Requests of all authenticated callers of one tenant. */
    TENANT
  }

  private static final Pattern FORM =
      Pattern.compile("(\\S+)\\s+(\\S+)\\s+(\\d{1,9})/(\\d{1,6})s\\s+(ip|caller|tenant)");
  private static final String TENANT = "~/";
  private static final String REST = "**";

  /**
   * Parses {@code POST ~/oauth/token 600/60s ip}.
   *
   * @throws IllegalArgumentException if the text has another format
   */
  public static RateLimitRule parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || Integer.parseInt(form.group(4)) == 0) {
      throw new IllegalArgumentException(
          "a rate limit must have the format METHOD PATH COUNT/SECONDSs "
              + "ip|caller|tenant, not: "
              + text);
    }
    String path = form.group(2);
    return new RateLimitRule(
        form.group(1),
        path.startsWith(TENANT) ? "/t/{tenant}/api/v1/" + path.substring(TENANT.length()) : path,
        Integer.parseInt(form.group(3)),
        Duration.ofSeconds(Integer.parseInt(form.group(4))),
        RateLimitKey.valueOf(form.group(5).toUpperCase(Locale.ROOT)));
  }

  /** Returns whether the rule applies to this operation. */
  boolean covers(String operationMethod, String operationPath) {
    boolean here =
        path.endsWith(REST)
            ? operationPath.startsWith(path.substring(0, path.length() - REST.length()))
            : operationPath.equals(path);
    return here && (method.equals("*") || method.equals(operationMethod));
  }
}
