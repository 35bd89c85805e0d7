package org.lumoauth.oauth.clients;

import java.util.Optional;

/**
 * A client and its secret in clear text: the only time that it is shown.
 *
 * @param client the client
 * @param secret empty for a public client
 */
public record ClientWithSecret(RegisteredClient client, Optional<String> secret) {
  @Override
  public String toString() {
    return "ClientWithSecret[" + client.clientId() + "]";
  }
}
