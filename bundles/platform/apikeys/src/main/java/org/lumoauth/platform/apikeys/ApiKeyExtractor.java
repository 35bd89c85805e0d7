package org.lumoauth.platform.apikeys;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.web.ApiException;

/** Finds the key that a request shows, in any of the three places where one may be. */
public final class ApiKeyExtractor {
  private static final String PREFIX = "lmk_";
  private static final int MAX_LENGTH = 200;
  private static final String ID = "[0-9A-HJKMNP-TV-Z]{26}_";
  private static final Pattern OF_A_TENANT =
      Pattern.compile("lmk_(?:" + ID + "|agt_" + ID + ID + ")[A-Za-z0-9_-]{43}");

  private ApiKeyExtractor() {}

  /**
   * The key in {@code X-API-Key}, {@code Authorization: ApiKey} or {@code Authorization: Bearer
   * lmk_…}.
   *
   * @throws ApiException 401 {@code invalid_token} if there are several that differ
   */
  public static Optional<String> extract(HttpRequestView request) {
    var found = new LinkedHashSet<String>();
    request.headers("X-API-Key").forEach(value -> found.add(value.strip()));
    for (String value : request.headers("Authorization")) {
      authorization(value.strip()).ifPresent(found::add);
    }
    if (found.size() > 1) {
      throw ApiException.unauthenticated("The request has more than one API key: send one.");
    }
    return found.stream().findFirst();
  }

  /**
   * Whether a key has the shape of a tenant's or of an agent's. Who reads those says that one is
   * wrong; while they are away nobody does.
   */
  public static boolean isTenantOrAgentKey(String key) {
    return OF_A_TENANT.matcher(key).matches();
  }

  /** The same refusal for every key that does not hold. */
  public static ApiException invalidApiKey() {
    return ApiException.unauthenticated("The API key is not valid.");
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
