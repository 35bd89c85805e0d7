/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.lumoauth.support.encoding.JsonEncodingValidator;
import org.lumoauth.support.encoding.WebUrlParser;

/**
 * The relevant metadata of an issuer.
 *
 * @param issuer {@code issuer}
 * @param jwksUri {@code jwks_uri}, if it is a URL that may be contacted
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

  /** Returns the URL of the metadata (section 4.1). */
  static URI address(String issuer) {
    return URI.create(issuer.replaceFirst("/$", "") + WELL_KNOWN);
  }

  /** Parses a metadata document; empty if it is not JSON. */
  static Optional<WorkloadIssuerMetadata> read(byte[] document) {
    if (!JsonEncodingValidator.isValid(document)) {
      return Optional.empty();
    }
    try {
      JsonNode metadata = JSON.readTree(document);
      if (metadata.isMissingNode()) { // the document is empty
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

  /**
   * Returns the URL of the keys if the document belongs to this issuer, compared byte for byte
   * (section 4.3).
   */
  Optional<URI> keys(String of) {
    return issuer.equals(of) ? jwksUri : Optional.empty();
  }
}
