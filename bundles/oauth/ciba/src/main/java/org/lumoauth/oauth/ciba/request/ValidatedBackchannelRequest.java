/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.request;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.oauth.ciba.TokenDeliveryMode;

/**
 * A validated authentication request (CIBA section 7.2).
 *
 * @param mode the token delivery mode
 * @param scope {@code scope}
 * @param resources {@code resource}
 * @param details {@code authorization_details}
 * @param acrValues {@code acr_values}
 * @param message {@code binding_message}
 * @param lifetime {@code requested_expiry}, capped
 * @param notificationToken {@code client_notification_token}
 * @param person the user identified by the hint
 * @param userCode {@code user_code}
 */
public record ValidatedBackchannelRequest(
    TokenDeliveryMode mode,
    Set<String> scope,
    List<String> resources,
    List<Map<String, Object>> details,
    List<String> acrValues,
    Optional<String> message,
    Duration lifetime,
    Optional<String> notificationToken,
    LoginHintUser person,
    Optional<String> userCode) {
  @Override
  public String toString() {
    return "Wanted[]";
  }
}
