/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.lumoauth.platform.web.oauth.JsonParameterParser;
import org.lumoauth.support.oauth.AuthorizationDetailsTypeRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Issues ID-JAGs for authorization servers that the tenant permits. The scopes are defined and
 * limited by the other server. If an actor acts for the user, the actor policies limit the scopes
 * too.
 */
@Component(
    property = {
      "lumoauth.kind=requested-token-type",
      "lumoauth.name=" + IdJagConstants.TYPE,
      "lumoauth.web.parameters=audience The issuer of the authorization server "
          + "that the grant is for"
    })
public final class IdJagIssuer implements RequestedTokenTypeHandler {

  private static final String TYPES = "urn:ietf:params:oauth:token-type:";
  private static final int MAX_SCOPES = 100;
  private static final int MAX_DETAILS = 4_096;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SettingsStore settings;
  private final SigningKeyService keys;
  private final IdGenerator identifiers;
  private final AudienceSubjectIdentifierResolver names;
  private final InstantSource clock;

  @Activate
  public IdJagIssuer(
      @Reference SettingsStore settings,
      @Reference SigningKeyService keys,
      @Reference IdGenerator identifiers,
      @Reference ClientDirectory clients,
      @Reference SubjectIdentifierService subjects,
      @Reference InstantSource clock) {
    this.settings = settings;
    this.keys = keys;
    this.identifiers = identifiers;
    this.names = new AudienceSubjectIdentifierResolver(settings, clients, subjects);
    this.clock = clock;
  }

  /**
   * Returns the token types that assert an identity. An access token grants permissions instead.
   */
  @Override
  public Set<String> subjectTypes() {
    return Set.of(TYPES + "id_token", TYPES + "refresh_token");
  }

  @Override
  public boolean supportsAuthorizationDetails() {
    return true;
  }

  @Override
  public RequestedTokenResult issue(
      TenantContext tenant, AuthenticatedTokenRequest request, RequestedTokenSubject subject) {
    if (!subject.subject().type().equals(SubjectRef.USER)) {
      throw OAuthException.invalidRequest("The subject of the subject_token must be a user.");
    }
    String audience = audience(tenant, request);
    List<String> resources = resources(request);
    Set<String> scope = scope(request);
    List<Map<String, Object>> details = details(request, subject);
    Function<SubjectRef, String> there = who -> names.of(tenant, request.client(), audience, who);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = now.plus(IdJagSettings.LIFETIME.read(settings, tenant));
    if (subject.expiresAt().isBefore(expiresAt)) {
      expiresAt = subject.expiresAt();
    }
    String id = identifiers.next("jag_");
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("jti", id);
    claims.put("iss", tenant.issuer());
    claims.put("sub", there.apply(subject.subject()));
    claims.put("aud", audience);
    claims.put("client_id", clientAt(audience, request));
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", expiresAt.getEpochSecond());
    if (!scope.isEmpty()) {
      claims.put("scope", String.join(" ", new TreeSet<>(scope)));
    }
    if (!details.isEmpty()) {
      claims.put("authorization_details", details);
    }
    if (!resources.isEmpty()) {
      claims.put("resource", resources.size() == 1 ? resources.get(0) : resources);
    }
    for (String name : List.of("auth_time", "acr", "amr")) {
      if (subject.claims().get(name) != null) {
        claims.put(name, subject.claims().get(name));
      }
    }
    if (!subject.actors().isEmpty()) {
      claims.put("act", actor(subject.actors(), there));
    }
    request.confirmation().ifPresent(key -> claims.put("cnf", key));
    String jwt =
        keys.sign(
            tenant,
            SigningAlgorithm.ES256,
            Map.of("typ", IdJagConstants.HEADER_TYPE),
            json(claims));
    return new RequestedTokenResult(
        jwt, id, now, expiresAt, scope, List.of(audience), subject.subject(), subject.actors());
  }

  private String audience(TenantContext tenant, AuthenticatedTokenRequest request) {
    String audience = request.request().requiredParameter("audience");
    if (!CrossAppAccessSettings.ISSUING_ENABLED.read(settings, tenant)
        || !IdJagSettings.AUDIENCES.read(settings, tenant).contains(audience)
        || audience.equals(tenant.issuer())) {
      throw OAuthException.invalidTarget(
          "audience must be in the setting audiences of id-jag, which an "
              + "administrator maintains.");
    }
    return audience;
  }

  /**
   * Returns the client's ID at the other server. It is the same ID unless {@code id_jag_clients}
   * defines another; each entry is the audience, a space and the ID there.
   */
  private static String clientAt(String audience, AuthenticatedTokenRequest request) {
    String prefix = audience + " ";
    List<?> named =
        request.client().metadata().get("id_jag_clients") instanceof List<?> list
            ? list
            : List.of();
    return named.stream()
        .map(String::valueOf)
        .filter(one -> one.startsWith(prefix))
        .map(one -> one.substring(prefix.length()))
        .findFirst()
        .orElse(request.client().clientId());
  }

  private static List<String> resources(AuthenticatedTokenRequest request) {
    List<String> resources = request.resources();
    if (resources.size() > 10) {
      throw OAuthException.invalidTarget("At most 10 resources are permitted.");
    }
    for (String resource : resources) {
      requireAbsolute(resource);
    }
    return resources;
  }

  /** Requires an absolute URI without a fragment (RFC 8707 section 2). */
  private static void requireAbsolute(String resource) {
    try {
      var uri = new URI(resource);
      if (!uri.isAbsolute() || uri.getRawFragment() != null || resource.length() > 1024) {
        throw OAuthException.invalidTarget(
            "A resource must be an absolute URI without a fragment.");
      }
    } catch (URISyntaxException e) {
      throw OAuthException.invalidTarget("A resource must be an absolute URI without a fragment.");
    }
  }

  private static Set<String> scope(AuthenticatedTokenRequest request) {
    Set<String> asked = request.scope();
    if (asked.size() > MAX_SCOPES
        || asked.stream().anyMatch(one -> !one.matches("[!#-\\[\\]-~]{1,128}"))) {
      throw OAuthException.invalidScope(
          "scope must have at most "
              + MAX_SCOPES
              + " scopes of visible ASCII characters (RFC 6749 section 3.3).");
    }
    return Set.copyOf(asked);
  }

  /**
   * Returns the requested authorization details unchanged, because the other server interprets
   * them. If an actor acts for the user, the actor policies limit them.
   */
  private static List<Map<String, Object>> details(
      AuthenticatedTokenRequest request, RequestedTokenSubject subject) {
    Optional<String> asked = request.request().parameter("authorization_details");
    if (asked.isEmpty()) {
      return List.of();
    }
    List<Map<String, Object>> details =
        JsonParameterParser.parseObjects(asked.get())
            .filter(any -> asked.get().length() <= MAX_DETAILS)
            .flatMap(AuthorizationDetailsClaimParser::of)
            .orElseThrow(AuthorizationDetailsTypeRegistry::malformedError);
    boolean permitted =
        subject.actors().isEmpty()
            || details.stream()
                .allMatch(each -> AuthorizationDetailsTypeRegistry.isWithin(subject.scope(), each));
    if (!permitted) {
      throw new OAuthException(
          400,
          "invalid_authorization_details",
          "The actor is not permitted to use these authorization_details for the "
              + "subject. Request fewer.");
    }
    return details;
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
