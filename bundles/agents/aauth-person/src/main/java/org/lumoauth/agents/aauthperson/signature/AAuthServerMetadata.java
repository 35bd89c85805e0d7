/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata of a server (AAuth draft, section Metadata Documents).
 *
 * @param addresses the URLs that may be contacted, by member name
 * @param words its texts for people
 * @param loopbackCallbacks whether people may be sent to a loopback URL ({@code
 *     localhost_callback_allowed})
 */
public record AAuthServerMetadata(
    Map<String, URI> addresses, ServerDisplayMetadata words, boolean loopbackCallbacks) {

  private static final int MAX_PAGE = 300;

  public AAuthServerMetadata {
    addresses = Map.copyOf(addresses);
  }

  static AAuthServerMetadata of(JsonNode document) {
    Map<String, URI> addresses = new HashMap<>();
    document
        .properties()
        .forEach(
            member ->
                address(member.getValue()).ifPresent(uri -> addresses.put(member.getKey(), uri)));
    boolean loopback =
        document.path("localhost_callback_allowed").isBoolean()
            && document.path("localhost_callback_allowed").booleanValue();
    return new AAuthServerMetadata(addresses, ServerDisplayMetadata.of(document), loopback);
  }

  /**
   * Returns an endpoint, which has neither query nor fragment (section Endpoint and Other URLs).
   */
  public Optional<URI> endpoint(String name) {
    return Optional.ofNullable(addresses.get(name))
        .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null);
  }

  /**
   * Returns a page for people, such as {@code policy_uri}: an {@code https} URL of plain
   * characters, so that its target is visible. This server never fetches it.
   */
  public Optional<String> page(String name) {
    return Optional.ofNullable(addresses.get(name))
        .map(URI::toASCIIString)
        .filter(address -> address.length() <= MAX_PAGE);
  }

  /** Returns the URL of the keys. */
  Optional<URI> keys() {
    return Optional.ofNullable(addresses.get("jwks_uri"));
  }

  private static Optional<URI> address(JsonNode value) {
    try {
      return Optional.of(URI.create(value.asText()))
          .filter(uri -> "https".equals(uri.getScheme()))
          .filter(uri -> uri.getHost() != null && uri.getRawUserInfo() == null);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
