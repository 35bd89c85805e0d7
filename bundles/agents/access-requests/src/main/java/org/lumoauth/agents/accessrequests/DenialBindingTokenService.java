/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.evaluation.AuthzenResponseExtension.DeniedEvaluation;
import org.lumoauth.api.key.InvalidSignatureException;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.encoding.CanonicalBase64UrlDecoder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Binds an access request to its denial: a signed token with subject, resource and action, both as
 * sent and as decided, without the context. It is not stored.
 */
@Component(service = DenialBindingTokenService.class)
public final class DenialBindingTokenService {

  private static final String TYPE = "access-request-binding+jwt";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final SigningKeyService keys;

  @Activate
  public DenialBindingTokenService(@Reference SigningKeyService keys) {
    this.keys = keys;
  }

  /**
   * The contents of a token.
   *
   * @param id its {@code jti}
   * @param caller the caller that was denied: {@code type:id}
   * @param evaluationId the evaluation
   * @param sent subject, resource and action as sent
   * @param decided subject, permission and resource as decided
   * @param expiresAt until when access can be requested
   */
  record BoundDenial(
      String id,
      String caller,
      String evaluationId,
      Map<String, Object> sent,
      Map<String, Object> decided,
      Instant expiresAt) {

    /** Whether the token belongs to the given evaluation. */
    boolean isOf(Object evaluation) {
      return evaluationId.equals(evaluation);
    }
  }

  String issue(
      TenantContext tenant,
      DeniedEvaluation denied,
      String id,
      String evaluationId,
      Instant expiresAt) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", tenant.issuer());
    claims.put("aud", AccessRequestUrls.of(tenant));
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("exp", expiresAt.getEpochSecond());
    claims.put("jti", id);
    claims.put("denial_expires_at", expiresAt.toString());
    claims.put("binding_context_members", List.of());
    claims.put("evaluation_id", evaluationId);
    claims.put("caller", denied.caller().subject().toString());
    claims.put(
        "sent",
        Map.of(
            "subject", denied.subject(),
            "resource", denied.resource(),
            "action", denied.action()));
    claims.put(
        "decided",
        decided(
            denied.question().subject().toString(),
            denied.question().action(),
            denied.question().resource().orElseThrow()));
    return keys.sign(tenant, SigningAlgorithm.ES256, Map.of("typ", TYPE), write(claims));
  }

  /** Returns the values that people approve and that later evaluations are compared with. */
  static Map<String, Object> decided(String subject, String permission, Resource resource) {
    Map<String, Object> on = new LinkedHashMap<>();
    on.put("type", resource.type());
    on.put("id", resource.id());
    if (!resource.attributes().isEmpty()) {
      on.put("properties", resource.attributes());
    }
    Map<String, Object> decided = new LinkedHashMap<>();
    decided.put("subject", subject);
    decided.put("permission", permission);
    decided.put("resource", on);
    return decided;
  }

  /** Returns the contents of a token; empty if this tenant did not sign it for this purpose. */
  Optional<BoundDenial> read(TenantContext tenant, String token) {
    try {
      Map<String, Object> claims = JSON.readValue(keys.verify(tenant, token), OBJECT);
      boolean ours =
          typed(token)
              && tenant.issuer().equals(claims.get("iss"))
              && AccessRequestUrls.of(tenant).equals(claims.get("aud"));
      return ours ? Optional.of(bound(claims)) : Optional.empty();
    } catch (InvalidSignatureException | JsonProcessingException | ClassCastException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked") // written by issue(), and the signature is valid
  private static BoundDenial bound(Map<String, Object> claims) {
    return new BoundDenial(
        (String) claims.get("jti"),
        (String) claims.get("caller"),
        (String) claims.get("evaluation_id"),
        (Map<String, Object>) claims.get("sent"),
        (Map<String, Object>) claims.get("decided"),
        Instant.parse((String) claims.get("denial_expires_at")));
  }

  /** Rejects any other type of JWT that this tenant signs (RFC 8725 section 3.11). */
  private static boolean typed(String token) throws JsonProcessingException {
    byte[] header = CanonicalBase64UrlDecoder.decode(token.substring(0, token.indexOf('.')));
    String text = new String(header, StandardCharsets.UTF_8);
    return TYPE.equals(JSON.readValue(text, OBJECT).get("typ"));
  }

  /** Whether two values are the same JSON (structural comparison). */
  static boolean same(Object first, Object second) {
    return JSON.valueToTree(first).equals(JSON.valueToTree(second));
  }

  private static String write(Map<String, Object> claims) {
    try {
      return JSON.writeValueAsString(claims);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }
}
