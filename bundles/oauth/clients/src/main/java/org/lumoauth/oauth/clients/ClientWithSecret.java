/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.util.Optional;

/**
 * A client and its secret in clear text, which is shown only once.
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
