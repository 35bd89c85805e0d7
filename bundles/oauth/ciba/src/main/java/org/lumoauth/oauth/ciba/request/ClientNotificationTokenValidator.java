/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.oauth.ciba.TokenDeliveryMode;

/**
 * The token with which the server authenticates to the client's notification endpoint ({@code
 * client_notification_token}, CIBA section 7.1).
 */
final class ClientNotificationTokenValidator {

  private static final int MAX_LENGTH = 1_024;

  /** 128 bits, the required entropy, in the densest alphabet of the token. */
  private static final int MIN_LENGTH = 22;

  private static final int MIN_DIFFERENT = 8;

  /** RFC 6750 section 2.1. */
  private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

  private ClientNotificationTokenValidator() {}

  /**
   * Returns the token.
   *
   * @throws OAuthException {@code invalid_request} if it is malformed, or missing in a mode with
   *     notifications
   */
  static Optional<String> of(TokenDeliveryMode mode, Optional<String> parameter) {
    if (!mode.notifiesClient()) {
      return Optional.empty(); // unused, so it is not stored
    }
    String token =
        parameter.orElseThrow(
            () ->
                OAuthException.invalidRequest(
                    "The parameter client_notification_token is missing."));
    boolean sound =
        token.length() <= MAX_LENGTH
            && token.length() >= MIN_LENGTH
            && BEARER.matcher(token).matches()
            && token.chars().distinct().count() >= MIN_DIFFERENT;
    if (!sound) {
      throw OAuthException.invalidRequest(
          "The client_notification_token must be an unguessable bearer token of 22 "
              + "to 1024 characters.");
    }
    return Optional.of(token);
  }
}
