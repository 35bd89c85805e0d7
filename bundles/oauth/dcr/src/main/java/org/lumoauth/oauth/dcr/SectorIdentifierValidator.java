/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.encoding.JsonEncodingValidator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Validates {@code sector_identifier_uri}: the document at the URL must list every redirect URI of
 * the client.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-connect-registration-1_0.html#SectorIdentifierValidation">
 *     OpenID Connect Registration section 5</a>
 */
@Component(service = SectorIdentifierValidator.class)
public final class SectorIdentifierValidator {

  private static final String MEMBER = "sector_identifier_uri";
  private static final int MAX_BYTES = 64_000;
  private static final int MAX_LENGTH = 1_000;

  private final OutboundHttpClient http;
  private final ObjectMapper json = new ObjectMapper();

  @Activate
  public SectorIdentifierValidator(@Reference OutboundHttpClient http) {
    this.http = http;
  }

  /**
   * Validates the sector identifier, if the metadata has one.
   *
   * @throws OAuthException {@code invalid_client_metadata} if it is not valid
   */
  void check(TenantContext tenant, Map<String, Object> metadata) {
    Object named = metadata.get(MEMBER);
    if (named == null) {
      return;
    }
    Set<Object> listed = listed(tenant, uri(named));
    boolean all = metadata.get("redirect_uris") instanceof List<?> uris && listed.containsAll(uris);
    if (!all) {
      throw refused("its document must list every redirect URI of the client.");
    }
  }

  private static URI uri(Object named) {
    try {
      if (named instanceof String text && text.length() <= MAX_LENGTH) {
        URI uri = new URI(text);
        if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
          return uri;
        }
      }
    } catch (URISyntaxException e) {
      // Refused below.
    }
    throw refused("it must be an https URL.");
  }

  private Set<Object> listed(TenantContext tenant, URI uri) {
    try {
      OutboundResponse response =
          http.send(
              OutboundRequest.json("sector-identifier", uri, MAX_BYTES).inTenant(tenant.id()));
      if (response.status() == 200
          && JsonEncodingValidator.isValid(response.body())
          && json.readValue(response.body(), Object.class) instanceof List<?> items) {
        return new HashSet<>(items);
      }
    } catch (OutboundException | IOException e) {
      // The same error for all failures, so that this server cannot be used to probe other hosts.
    }
    throw refused("it must return a JSON array of redirect URIs.");
  }

  private static OAuthException refused(String why) {
    return new OAuthException(400, "invalid_client_metadata", MEMBER + ": " + why);
  }
}
