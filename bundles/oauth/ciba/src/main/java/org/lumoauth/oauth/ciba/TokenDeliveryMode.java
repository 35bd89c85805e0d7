package org.lumoauth.oauth.ciba;

import java.util.Optional;
import org.lumoauth.api.oauth.Client;

/** How a client comes to its tokens (CIBA section 5); {@code backchannel_token_delivery_mode}. */
public enum TokenDeliveryMode {
  /** It asks again and again. */
  POLL,
  /** It is told when it is worth asking. */
  PING,
  /** It is sent them. */
  PUSH;

  /** The client's; without one it polls, which sends nothing anywhere. */
  public static TokenDeliveryMode of(Client client) {
    return switch (String.valueOf(client.metadata().get("backchannel_token_delivery_mode"))) {
      case "ping" -> PING;
      case "push" -> PUSH;
      default -> POLL;
    };
  }

  /** Where the client is told. */
  public static Optional<String> endpoint(Client client) {
    return client.metadata().get("backchannel_client_notification_endpoint") instanceof String uri
            && !uri.isEmpty()
        ? Optional.of(uri)
        : Optional.empty();
  }

  /** Whether the client is told anything. */
  public boolean notifiesClient() {
    return this != POLL;
  }
}
