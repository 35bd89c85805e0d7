/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.oauth.ciba.TokenDeliveryMode;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;

/**
 * The origin of a client.
 *
 * @param origin as {@code https://app.example.com}
 * @param verified whether the origin is verified: the client's metadata document was fetched from
 *     it, the client signed with keys published there, or the grant is delivered only there;
 *     otherwise it is only registered
 */
record ClientWebOrigin(String origin, boolean verified) {

  static Optional<ClientWebOrigin> of(Client client, BackchannelRequest asked) {
    Optional<String> certain =
        Stream.of(
                Optional.of(client.clientId()), // a metadata document
                asked.clientMethod().equals("private_key_jwt")
                    ? text(client, "jwks_uri")
                    : Optional.<String>empty(),
                TokenDeliveryMode.of(client) == TokenDeliveryMode.PUSH
                    ? TokenDeliveryMode.endpoint(client)
                    : Optional.<String>empty())
            .flatMap(Optional::stream)
            .filter(ClientWebOrigin::https)
            .findFirst();
    Optional<String> registered =
        Stream.concat(client.redirectUris().stream(), text(client, "client_uri").stream())
            .filter(ClientWebOrigin::https)
            .findFirst();
    return certain
        .map(uri -> new ClientWebOrigin(origin(uri), true))
        .or(() -> registered.map(uri -> new ClientWebOrigin(origin(uri), false)));
  }

  private static boolean https(String uri) {
    return uri.startsWith("https://");
  }

  private static String origin(String uri) {
    return "https://" + URI.create(uri).getRawAuthority();
  }

  private static Optional<String> text(Client client, String member) {
    return client.metadata().get(member) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }
}
