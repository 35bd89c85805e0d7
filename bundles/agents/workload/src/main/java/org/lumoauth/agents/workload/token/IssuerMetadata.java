package org.lumoauth.agents.workload.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.lumoauth.api.outbound.WebAddress;

/**
 * The metadata of an issuer, as far as it is needed here.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata">OpenID
 *     Connect Discovery section 3</a>
 */
final class IssuerMetadata {

  private static final String WELL_KNOWN = "/.well-known/openid-configuration";
  private static final int MAX_DEPTH = 10;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .build());

  private IssuerMetadata() {}

  /** Section 4.1: where it is. */
  static URI address(String issuer) {
    return URI.create(issuer.replaceFirst("/$", "") + WELL_KNOWN);
  }

  /** Section 4.3: the keys' address, if the document is of this issuer, byte for byte. */
  static Optional<URI> jwksUri(String issuer, byte[] document) {
    try {
      JsonNode metadata = JSON.readTree(document);
      return metadata.path("issuer").asText().equals(issuer)
          ? WebAddress.of(metadata.path("jwks_uri").asText())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
