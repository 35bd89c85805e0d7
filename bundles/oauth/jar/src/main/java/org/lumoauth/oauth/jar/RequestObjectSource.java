/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jar;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.EncryptionKeyService;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationRequestSource;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientKeyProvider;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads the authorization request from a request object, by value or by a registered URL.
 * Parameters outside the object are ignored.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9101#section-5">RFC 9101 section 5</a>
 */
@Component(
    property = {
      "lumoauth.kind=authorization-request",
      "lumoauth.name=jar",
      "lumoauth.web.parameters=request The request as a signed JWT (RFC 9101)",
      "lumoauth.web.parameters=request_uri The URL of such a JWT"
    })
public final class RequestObjectSource implements AuthorizationRequestSource {

  private static final String KEY = "dpop_jkt";
  private static final String PUSHED = "urn:ietf:params:oauth:request_uri:";

  private final RequestObjectVerifier objects;
  private final RequestObjectFetcher references;

  @Activate
  public RequestObjectSource(
      @Reference ForeignJwtVerifier jwts,
      @Reference ClientKeyProvider clientKeys,
      @Reference EncryptionKeyService encryptionKeys,
      @Reference OutboundHttpClient http,
      @Reference InstantSource clock) {
    this.objects =
        new RequestObjectVerifier(
            jwts, clientKeys, new RequestObjectDecrypter(encryptionKeys), clock);
    this.references = new RequestObjectFetcher(http);
  }

  @Override
  public Optional<Map<String, List<String>>> resolveParameters(
      TenantContext tenant, Client client, Map<String, List<String>> parameters) {
    Optional<String> value = one(parameters, "request");
    Optional<String> reference = one(parameters, "request_uri");
    if (reference.map(uri -> uri.startsWith(PUSHED)).orElse(false)) {
      return Optional.empty(); // The object was validated when it was pushed.
    }
    if (value.isPresent() && reference.isPresent()) {
      throw OAuthException.invalidRequest(
          "The request must not contain both request and request_uri.");
    }
    Optional<String> object =
        value.or(() -> reference.map(uri -> references.fetch(tenant, client, uri)));
    if (object.isEmpty() && RequestObjectPolicy.of(client).signed()) { // section 10.5
      throw OAuthException.invalidRequest("The client must send a signed request object.");
    }
    return object
        .map(jwt -> objects.read(tenant, client, jwt, one(parameters, "client_id")))
        .map(read -> withKey(read, parameters.getOrDefault(KEY, List.of())));
  }

  /**
   * Adds the only parameter that counts outside the object: the key of the proof of a pushed
   * request (RFC 9449 section 10.1). It can only restrict the use of the code.
   */
  private static Map<String, List<String>> withKey(
      Map<String, List<String>> read, List<String> beside) {
    if (beside.isEmpty()) {
      return read;
    }
    if (!read.getOrDefault(KEY, beside).equals(beside)) {
      throw new OAuthException(
          400,
          "invalid_request_object",
          "The dpop_jkt parameter does not match dpop_jkt in the request object.");
    }
    Map<String, List<String>> both = new HashMap<>(read);
    both.put(KEY, beside);
    return both;
  }

  private static Optional<String> one(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw OAuthException.invalidRequest("The parameter " + name + " must not be repeated.");
    }
    return values.stream().findFirst();
  }
}
