/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.txntokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues transaction tokens for access tokens. A transaction token is not accepted as an access
 * token by any endpoint of this server: it has its own {@code typ} and the trust domain in {@code
 * aud}. Refresh tokens and transaction tokens are not accepted as subject tokens.
 */
@Component(
    property = {
      "lumoauth.kind=requested-token-type",
      "lumoauth.name=" + TxnTokenIssuer.TYPE,
      "lumoauth.web.parameters=request_details A JSON object as a string",
      "lumoauth.web.parameters=request_context A JSON object as a string"
    })
public final class TxnTokenIssuer implements RequestedTokenTypeHandler {

  static final String TYPE = "urn:ietf:params:oauth:token-type:txn_token";
  static final String HEADER_TYPE = "txntoken+jwt";

  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final JsonObjectParameterParser DETAILS =
      new JsonObjectParameterParser("request_details");
  private static final JsonObjectParameterParser CONTEXT =
      new JsonObjectParameterParser("request_context");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SettingsStore settings;
  private final SigningKeyService keys;
  private final IdGenerator identifiers;
  private final TrustDomainSubjectIdentifierResolver names;
  private final InstantSource clock;

  @Activate
  public TxnTokenIssuer(
      @Reference SettingsStore settings,
      @Reference SigningKeyService keys,
      @Reference IdGenerator identifiers,
      @Reference SubjectIdentifierService subjects,
      @Reference InstantSource clock) {
    this.settings = settings;
    this.keys = keys;
    this.identifiers = identifiers;
    this.names = new TrustDomainSubjectIdentifierResolver(settings, subjects);
    this.clock = clock;
  }

  @Override
  public Set<String> subjectTypes() {
    return Set.of(ACCESS_TOKEN);
  }

  @Override
  public RequestedTokenResult issue(
      TenantContext tenant, AuthenticatedTokenRequest request, RequestedTokenSubject subject) {
    String domain = domain(tenant, request);
    Set<String> scope = scope(request, subject);
    Function<SubjectRef, String> name = who -> names.of(tenant, request.client(), domain, who);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = now.plus(TxnTokenSettings.LIFETIME.read(settings, tenant));
    if (subject.expiresAt().isBefore(expiresAt)) {
      expiresAt = subject.expiresAt();
    }
    String id = identifiers.next("txn_");
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", tenant.issuer());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", expiresAt.getEpochSecond());
    claims.put("aud", domain);
    claims.put("txn", id);
    claims.put("sub", name.apply(subject.subject()));
    claims.put("scope", String.join(" ", new TreeSet<>(scope)));
    claims.put("req_wl", request.client().clientId());
    DETAILS.read(request).ifPresent(details -> claims.put("tctx", details));
    CONTEXT.read(request).ifPresent(context -> claims.put("rctx", context));
    if (!subject.actors().isEmpty()) {
      claims.put("act", actor(subject.actors(), name));
    }
    String jwt =
        keys.sign(tenant, SigningAlgorithm.ES256, Map.of("typ", HEADER_TYPE), json(claims));
    return new RequestedTokenResult(
        jwt, id, now, expiresAt, scope, List.of(domain), subject.subject(), subject.actors());
  }

  private String domain(TenantContext tenant, AuthenticatedTokenRequest request) {
    String asked = request.request().requiredParameter("audience");
    return TxnTokenSettings.TRUST_DOMAIN
        .read(settings, tenant)
        .filter(asked::equals)
        .orElseThrow(
            () ->
                OAuthException.invalidTarget(
                    "audience must be the trust domain of the tenant. Without the setting "
                        + "trustDomain of txn-tokens, the tenant has none."));
  }

  /** Returns the scope, which never exceeds the scope of the subject token. */
  private static Set<String> scope(
      AuthenticatedTokenRequest request, RequestedTokenSubject subject) {
    request.request().requiredParameter("scope");
    if (!subject.scope().containsAll(request.scope())) {
      throw OAuthException.invalidScope(
          "The subject_token does not permit one of the requested scopes. Request "
              + "only scopes of the subject_token.");
    }
    return Set.copyOf(request.scope());
  }

  private static Map<String, Object> actor(
      List<SubjectRef> actors, Function<SubjectRef, String> name) {
    Map<String, Object> chain = new LinkedHashMap<>();
    chain.put("sub", name.apply(actors.get(0)));
    if (actors.size() > 1) {
      chain.put("act", actor(actors.subList(1, actors.size()), name));
    }
    return chain;
  }

  private static String json(Map<String, Object> claims) {
    try {
      return JSON.writeValueAsString(claims);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The claims cannot be serialized as JSON.", e);
    }
  }
}
