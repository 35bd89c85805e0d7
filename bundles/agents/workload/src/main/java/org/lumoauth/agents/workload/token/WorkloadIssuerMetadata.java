package org.lumoauth.agents.workload.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.lumoauth.api.outbound.WebUrlParser;
import org.lumoauth.api.web.JsonTextValidator;

/**
 * The metadata of an issuer, as far as it is needed here.
 *
 * @param issuer {@code issuer}
 * @param jwksUri {@code jwks_uri}, if it is an address that may be asked
 * @see <a
 *     href="https://openid.net/specs/openid-connect-discovery-1_0.html#OidcProviderMetadata">OpenID
 *     Connect Discovery section 3</a>
 */
record WorkloadIssuerMetadata(String issuer, Optional<URI> jwksUri) {

  private static final String WELL_KNOWN = "/.well-known/openid-configuration";
  private static final int MAX_DEPTH = 10;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .build());

  /** Section 4.1: where it is. */
  static URI address(String issuer) {
    return URI.create(issuer.replaceFirst("/$", "") + WELL_KNOWN);
  }

  /** What a document says; empty if it is no JSON at all. */
  static Optional<WorkloadIssuerMetadata> read(byte[] document) {
    if (!JsonTextValidator.isValid(document)) {
      return Optional.empty();
    }
    try {
      JsonNode metadata = JSON.readTree(document);
      if (metadata.isMissingNode()) { // nothing at all was sent
        return Optional.empty();
      }
      return Optional.of(
          new WorkloadIssuerMetadata(
              metadata.path("issuer").asText(),
              WebUrlParser.parse(metadata.path("jwks_uri").asText())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Section 4.3: the keys' address, if the document is of this issuer, byte for byte. */
  Optional<URI> keys(String of) {
    return issuer.equals(of) ? jwksUri : Optional.empty();
  }
}
