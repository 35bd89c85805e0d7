/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba;

import java.util.Optional;
import org.lumoauth.api.oauth.client.Client;

/**
 * The token delivery mode of a client (CIBA section 5); {@code backchannel_token_delivery_mode}.
 */
public enum TokenDeliveryMode {
  /** The client polls the token endpoint. */
  POLL,
  /** The client is notified when the result is available. */
  PING,
  /** The client receives the tokens in a notification. */
  PUSH;

  /** Returns the client's mode; by default poll, which sends no notification. */
  public static TokenDeliveryMode of(Client client) {
    return switch (String.valueOf(client.metadata().get("backchannel_token_delivery_mode"))) {
      case "ping" -> PING;
      case "push" -> PUSH;
      default -> POLL;
    };
  }

  /** Returns the client's notification endpoint. */
  public static Optional<String> endpoint(Client client) {
    return client.metadata().get("backchannel_client_notification_endpoint") instanceof String uri
            && !uri.isEmpty()
        ? Optional.of(uri)
        : Optional.empty();
  }

  /** Returns whether the client receives notifications. */
  public boolean notifiesClient() {
    return this != POLL;
  }
}
