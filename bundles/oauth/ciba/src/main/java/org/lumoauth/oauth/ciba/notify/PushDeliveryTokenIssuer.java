/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.notify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.NarrowedGrant;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.oauth.token.TokenResponseIssuer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.grant.CibaGrantHandler;
import org.lumoauth.oauth.ciba.request.CibaValueJsonWriter;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;
import org.lumoauth.platform.web.oauth.JsonParameterParser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues the tokens to be pushed as the token endpoint would. They are issued once for all delivery
 * attempts (CIBA section 10.3.1), unless the access token expires before the delivery succeeds.
 */
@Component(service = PushDeliveryTokenIssuer.class)
public final class PushDeliveryTokenIssuer {

  private static final String EXPIRES_AT = "expires_at";

  private final TokenResponseIssuer responses;
  private final TokenService tokens;
  private final SecretProtectionService vault;
  private final BackchannelTaskStore tasks;
  private final CibaAudit audit;

  @Activate
  public PushDeliveryTokenIssuer(
      @Reference TokenResponseIssuer responses,
      @Reference TokenService tokens,
      @Reference SecretProtectionService vault,
      @Reference BackchannelTaskStore tasks,
      @Reference CibaAudit audit) {
    this.responses = responses;
    this.tokens = tokens;
    this.vault = vault;
    this.tasks = tasks;
    this.audit = audit;
  }

  /**
   * Returns the push notification body.
   *
   * @throws OAuthException if tokens may not be issued now, or an issued token is no longer valid
   * @throws org.lumoauth.api.web.ApiException 503 while a module that contributes to the response
   *     is unavailable
   */
  Map<String, Object> of(
      TenantContext tenant,
      Client client,
      BackchannelRequest asked,
      AuthorizationGrant grant,
      BackchannelTaskStore.BackchannelTask task,
      Instant now) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("auth_req_id", asked.telling().orElseThrow().authReqId());
    body.putAll(
        task.sealed()
            .map(kept -> opened(tenant, asked, kept))
            .filter(
                kept -> until(kept) > now.getEpochSecond()) // otherwise it expired before delivery
            .map(kept -> holding(tenant, kept))
            .orElseGet(() -> made(tenant, client, asked, grant, task)));
    long until = until(body);
    body.remove(EXPIRES_AT);
    body.put("expires_in", Math.max(0, until - now.getEpochSecond()));
    return body;
  }

  private Map<String, Object> made(
      TenantContext tenant,
      Client client,
      BackchannelRequest asked,
      AuthorizationGrant grant,
      BackchannelTaskStore.BackchannelTask task) {
    AuthenticatedTokenRequest request = request(tenant, client, asked);
    NarrowedGrant narrowed = responses.narrow(tenant, request, grant);
    responses.requireWithin(tenant, request, narrowed.grant());
    TokenResponse response =
        responses.issue(tenant, request, narrowed.grant(), narrowed.scope(), narrowed.resources());
    audit.recordIssued(tenant, client, response.accessToken());
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("access_token", response.accessToken().value());
    made.put("token_type", response.tokenType());
    made.put(EXPIRES_AT, response.accessToken().expiresAt().getEpochSecond());
    made.put("scope", String.join(" ", new TreeSet<>(response.accessToken().scope())));
    response.refreshToken().ifPresent(token -> made.put("refresh_token", token));
    response.idToken().ifPresent(token -> made.put("id_token", token));
    response.additional().forEach(made::putIfAbsent);
    byte[] plain = CibaValueJsonWriter.write(made).getBytes(StandardCharsets.UTF_8);
    tasks.storePayload(task, vault.encrypt(tenant.id(), context(asked), plain));
    return made;
  }

  private Map<String, Object> opened(TenantContext tenant, BackchannelRequest asked, byte[] kept) {
    byte[] plain = vault.decrypt(tenant.id(), context(asked), kept);
    return JsonParameterParser.parseObject(new String(plain, StandardCharsets.UTF_8)).orElseThrow();
  }

  private static long until(Map<String, Object> made) {
    return ((Number) made.get(EXPIRES_AT)).longValue();
  }

  private Map<String, Object> holding(TenantContext tenant, Map<String, Object> made) {
    try {
      tokens.verifyForAnyAudience(tenant, (String) made.get("access_token"));
    } catch (
        InvalidTokenException
            e) { // a principal was disabled or the grant was revoked after the token was issued
      throw OAuthException.invalidGrant("The token is no longer valid: " + e.getMessage() + ".");
    }
    return made;
  }

  /** Builds the token request that a push client does not send. */
  private static AuthenticatedTokenRequest request(
      TenantContext tenant, Client client, BackchannelRequest asked) {
    Map<String, List<String>> parameters =
        Map.of(
            "grant_type", List.of(CibaGrantHandler.TYPE),
            "auth_req_id", List.of(asked.telling().orElseThrow().authReqId()));
    var request =
        new OAuthRequest(
            "POST",
            tenant.issuer() + "/oauth/token",
            Map.of(),
            parameters,
            Optional.empty(),
            asked.remoteAddress());
    return new AuthenticatedTokenRequest(client, asked.clientMethod(), request, Optional.empty());
  }

  private static String context(BackchannelRequest asked) {
    return "ciba-push/" + asked.id();
  }
}
