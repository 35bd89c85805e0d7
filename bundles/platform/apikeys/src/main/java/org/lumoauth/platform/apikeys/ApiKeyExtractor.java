/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.web.ApiException;

/** Extracts the API key from a request. */
public final class ApiKeyExtractor {
  private static final String PREFIX = "lmk_";
  private static final int MAX_LENGTH = 200;
  private static final String ID = "[0-9A-HJKMNP-TV-Z]{26}_";
  private static final Pattern OF_A_TENANT =
      Pattern.compile("lmk_(?:" + ID + "|agt_" + ID + ID + ")[A-Za-z0-9_-]{43}");

  private ApiKeyExtractor() {}

  /**
   * Returns the key in {@code X-API-Key}, {@code Authorization: ApiKey} or {@code Authorization:
   * Bearer lmk_…}.
   *
   * @throws ApiException 401 {@code invalid_token} if the request has several different keys
   */
  public static Optional<String> extract(HttpRequestView request) {
    var found = new LinkedHashSet<String>();
    request.headers("X-API-Key").forEach(value -> found.add(value.strip()));
    for (String value : request.headers("Authorization")) {
      authorization(value.strip()).ifPresent(found::add);
    }
    if (found.size() > 1) {
      throw ApiException.unauthenticated(
          "The request has more than one API key. Send exactly one.");
    }
    return found.stream().findFirst();
  }

  /**
   * Returns whether a key has the format of a tenant's or an agent's key. Their authenticators
   * reject invalid keys; if those are unavailable, such keys are not rejected.
   */
  public static boolean isTenantOrAgentKey(String key) {
    return OF_A_TENANT.matcher(key).matches();
  }

  /** Returns the error for any invalid key. It is the same for every cause. */
  public static ApiException invalidApiKey() {
    return ApiException.unauthenticated(
        "The API key is invalid, expired or revoked. Use an active key.");
  }

  private static Optional<String> authorization(String value) {
    int space = value.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    var scheme = value.substring(0, space).toLowerCase(Locale.ROOT);
    var credential = value.substring(space + 1).strip();
    boolean key =
        scheme.equals("apikey") || (scheme.equals("bearer") && credential.startsWith(PREFIX));
    if (key && credential.length() > MAX_LENGTH) {
      throw invalidApiKey();
    }
    return key ? Optional.of(credential) : Optional.empty();
  }
}
