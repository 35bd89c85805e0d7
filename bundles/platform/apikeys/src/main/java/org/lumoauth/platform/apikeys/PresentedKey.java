package org.lumoauth.platform.apikeys;

import java.util.Optional;
import org.lumoauth.api.authn.RequestView;

/**
 * Where a request carries a key: {@code X-API-Key}, or {@code Authorization} as ApiKey or Bearer.
 */
public final class PresentedKey {
  private static final String API_KEY = "ApiKey ";
  private static final String BEARER = "Bearer " + KeyText.PREFIX;

  private PresentedKey() {}

  /** The key as it was sent; empty if there is none. */
  public static Optional<String> of(RequestView request) {
    Optional<String> header = request.header("X-API-Key");
    if (header.isPresent()) {
      return header.map(String::strip);
    }
    return request
        .header("Authorization")
        .flatMap(
            value -> {
              if (startsWith(value, API_KEY)) {
                return Optional.of(value.substring(API_KEY.length()).strip());
              }
              return startsWith(value, BEARER)
                  ? Optional.of(value.substring(BEARER.length() - KeyText.PREFIX.length()).strip())
                  : Optional.empty();
            });
  }

  private static boolean startsWith(String value, String scheme) {
    return value.regionMatches(true, 0, scheme, 0, scheme.length());
  }
}
