package org.lumoauth.oauth.ciba.request;

import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.oauth.ciba.DeliveryMode;

/**
 * The token by which the client knows that it is us who tell it ({@code client_notification_token},
 * CIBA section 7.1).
 */
final class NotificationToken {

  private static final int MAX_LENGTH = 1_024;

  /** 128 bits, which the token has to have at the least, in the densest alphabet that it has. */
  private static final int MIN_LENGTH = 22;

  private static final int MIN_DIFFERENT = 8;

  /** RFC 6750 section 2.1. */
  private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

  private NotificationToken() {}

  /**
   * The token.
   *
   * @throws OAuthError {@code invalid_request} if it is missing where the client is told something,
   *     or is none
   */
  static Optional<String> of(DeliveryMode mode, Optional<String> parameter) {
    if (!mode.tells()) {
      return Optional.empty(); // of no use, and none is kept
    }
    String token =
        parameter.orElseThrow(
            () -> OAuthError.invalidRequest("The parameter client_notification_token is missing."));
    boolean sound =
        token.length() <= MAX_LENGTH
            && token.length() >= MIN_LENGTH
            && BEARER.matcher(token).matches()
            && token.chars().distinct().count() >= MIN_DIFFERENT;
    if (!sound) {
      throw OAuthError.invalidRequest(
          "The client_notification_token is a bearer token of 22 to 1024 characters, hard to guess.");
    }
    return Optional.of(token);
  }
}
