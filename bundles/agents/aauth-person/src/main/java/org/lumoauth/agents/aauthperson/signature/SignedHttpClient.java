/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.signature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.RawSigningKeyProvider;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.httpsignatures.ContentDigestField;
import org.lumoauth.platform.httpsignatures.CoveredComponent;
import org.lumoauth.platform.httpsignatures.InvalidMessageSignatureException;
import org.lumoauth.platform.httpsignatures.MessageSigner;
import org.lumoauth.platform.httpsignatures.SignableHttpMessage;
import org.lumoauth.platform.httpsignatures.SignatureInput;
import org.lumoauth.platform.httpsignatures.SignatureKeyField;
import org.lumoauth.platform.httpsignatures.SignatureTargetUri;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sends requests to other servers through the guarded HTTP client, signed with a key of this server
 * (AAuth draft, section Keying Material: scheme {@code jwks_uri}).
 */
@Component(service = SignedHttpClient.class)
public final class SignedHttpClient {

  private static final String LABEL = "sig";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 50_000;
  private static final List<String> BASE =
      List.of("@method", "@authority", "@path", "signature-key");
  private static final List<String> OF_BODY = List.of("content-digest", "content-type");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutboundHttpClient http;
  private final RawSigningKeyProvider signing;

  @Activate
  public SignedHttpClient(
      @Reference OutboundHttpClient http, @Reference RawSigningKeyProvider signing) {
    this.http = http;
    this.signing = signing;
  }

  /**
   * Posts a JSON object.
   *
   * @param document this server's role, by its metadata document such as {@code aauth-person.json}
   * @throws OutboundException if the request must not be sent, or there was no response
   */
  public OutboundResponse post(
      TenantContext tenant, String document, URI to, Map<String, Object> body)
      throws OutboundException {
    byte[] bytes = json(body);
    Map<String, List<String>> fields = new HashMap<>();
    fields.put("Content-Type", List.of("application/json"));
    fields.put("Content-Digest", List.of(ContentDigestField.of(bytes)));
    return send(tenant, document, "POST", to, fields, Optional.of(bytes));
  }

  /**
   * Polls a URL.
   *
   * @throws OutboundException if the request must not be sent, or there was no response
   */
  public OutboundResponse get(TenantContext tenant, String document, URI from)
      throws OutboundException {
    return send(tenant, document, "GET", from, Map.of(), Optional.empty());
  }

  private OutboundResponse send(
      TenantContext tenant,
      String document,
      String method,
      URI to,
      Map<String, List<String>> fields,
      Optional<byte[]> body)
      throws OutboundException {
    RawSigningKeyProvider.MessageSigningKey key =
        signing.currentKey(tenant, SigningAlgorithm.Ed25519);
    Map<String, String> named = new LinkedHashMap<>();
    named.put("id", tenant.issuer());
    named.put("dwk", document);
    named.put("kid", key.kid());
    SignableHttpMessage signed;
    try {
      SignableHttpMessage message =
          SignableHttpMessage.request(method, SignatureTargetUri.of(to.toString()), fields)
              .with("Signature-Key", new SignatureKeyField("jwks_uri", named).field(LABEL));
      signed = new MessageSigner(key::sign).sign(message, LABEL, input(body.isPresent()));
    } catch (InvalidMessageSignatureException | IllegalArgumentException e) {
      throw new OutboundException("the URL cannot be signed", true);
    }
    Map<String, String> headers = new HashMap<>();
    signed.fields().forEach((name, lines) -> headers.put(name, lines.get(0)));
    headers.put("accept", "application/json, application/problem+json");
    OutboundRequest request =
        new OutboundRequest("aauth-call", method, to, headers, body, TIMEOUT, MAX_BYTES)
            .inTenant(tenant.id());
    return http.send(body.isPresent() ? request.onNewConnection() : request);
  }

  private static SignatureInput input(boolean body) {
    List<String> names = new ArrayList<>(BASE);
    if (body) {
      names.addAll(OF_BODY);
    }
    return new SignatureInput(
        names.stream().map(CoveredComponent::of).toList(),
        Map.of("created", Instant.now().getEpochSecond()));
  }

  private static byte[] json(Map<String, Object> body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }
}
