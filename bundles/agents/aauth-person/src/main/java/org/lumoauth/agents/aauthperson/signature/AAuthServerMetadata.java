package org.lumoauth.agents.aauthperson.signature;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server says of itself (section Metadata Documents).
 *
 * @param addresses URLs by the names of their members: those that may be asked
 * @param words what it says to people
 * @param loopbackCallbacks whether people may be sent to their own machine ({@code
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
        .fields()
        .forEachRemaining(
            member ->
                address(member.getValue()).ifPresent(uri -> addresses.put(member.getKey(), uri)));
    boolean loopback =
        document.path("localhost_callback_allowed").isBoolean()
            && document.path("localhost_callback_allowed").booleanValue();
    return new AAuthServerMetadata(addresses, ServerDisplayMetadata.of(document), loopback);
  }

  /** An endpoint; it has neither query nor fragment (section Endpoint and Other URLs). */
  public Optional<URI> endpoint(String name) {
    return Optional.ofNullable(addresses.get(name))
        .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null);
  }

  /**
   * A page for people, as {@code policy_uri}: an {@code https} address of plain characters, so that
   * it shows where it leads. Nobody fetches it from here.
   */
  public Optional<String> page(String name) {
    return Optional.ofNullable(addresses.get(name))
        .map(URI::toASCIIString)
        .filter(address -> address.length() <= MAX_PAGE);
  }

  /** Where the keys are. */
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
