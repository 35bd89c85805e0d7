/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.server.endpoint;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientAuthenticationService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.NoStoreHeaders;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.oauth.OAuthRequestReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the introspection endpoint. A client may introspect a token if it was issued to the
 * client, has the client in {@code aud}, or if the client is registered with the scope {@value
 * #SCOPE}, as a gateway would be. For all other clients every token is inactive. The response has
 * the subject identifier for the requesting client, not the identifier for the client of the token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662">RFC 7662</a>
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members = {
      @SchemaProperty(value = "token", required = true, description = "The token to introspect"),
      @SchemaProperty(
          value = "token_type_hint",
          description = "Optional; if omitted, tokens of all types are searched")
    },
    ofKinds = "client-authentication")
@ApiResponse(
    status = 200,
    members = {
      @SchemaProperty(
          value = "active",
          required = true,
          type = boolean.class,
          description = "Whether the token is active; if false, no other members are present"),
      @SchemaProperty(value = "token_type", description = "Bearer, DPoP, or refresh_token"),
      @SchemaProperty(
          value = "scope",
          description = "The scopes that the token currently permits, separated by spaces"),
      @SchemaProperty(value = "client_id", description = "The client that the token was issued to"),
      @SchemaProperty(
          value = "sub",
          description = "The subject, as identified for the requesting client"),
      @SchemaProperty(
          value = "identity_type",
          description = "The type of the subject: user, agent or client"),
      @SchemaProperty(value = "username", description = "The user's name, if the scope permits it"),
      @SchemaProperty(value = "exp", type = long.class, description = "Seconds since 1970"),
      @SchemaProperty(value = "iat", type = long.class, description = "Seconds since 1970"),
      @SchemaProperty(value = "nbf", type = long.class, description = "Seconds since 1970"),
      @SchemaProperty(value = "iss", description = "The issuer of the tenant"),
      @SchemaProperty(
          value = "aud",
          type = Object.class,
          description = "A string or an array of strings"),
      @SchemaProperty(value = "jti", description = "The identifier of the token"),
      @SchemaProperty(
          value = "act",
          type = Map.class,
          description = "The actor (RFC 8693 section 4.1)"),
      @SchemaProperty(
          value = "cnf",
          type = Map.class,
          description = "The key that the token is bound to (RFC 7800)"),
      @SchemaProperty(
          value = "auth_time",
          type = long.class,
          description = "The time at which the user signed in"),
      @SchemaProperty(value = "acr", description = "The authentication context class (RFC 9470)"),
      @SchemaProperty(
          value = "amr",
          type = String[].class,
          description = "The authentication methods that the user used"),
      @SchemaProperty(
          value = "authorization_details",
          type = Map[].class,
          description = "The granted authorization details (RFC 9396 section 9.2)")
    },
    ofKinds = "token-kind")
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-introspect",
      "lumoauth.web.routes=POST ~/oauth/introspect",
      HttpHandler.SUMMARY + "=Introspect a token (RFC 7662)",
      "lumoauth.web.guard=client"
    })
public final class TokenIntrospectionEndpoint implements HttpHandler {

  /** The scope of clients that may introspect all tokens of their tenant. */
  static final String SCOPE = "introspect";

  /** Copied from the token (RFC 9470 section 6.2, RFC 9396 section 9.2). */
  private static final List<String> FURTHER =
      List.of("auth_time", "acr", "amr", "authorization_details");

  private static final Map<String, Object> INACTIVE = Map.of("active", false);

  private final ClientAuthenticationService clients;
  private final TokenService tokens;
  private final IntrospectableTokenTypeRegistry kinds;
  private final SubjectIdentifierService subjects;
  private final IntrospectionUsernameResolver usernames;
  private final SignedIntrospectionWriter signed;

  @Activate
  public TokenIntrospectionEndpoint(
      @Reference ClientAuthenticationService clients,
      @Reference TokenService tokens,
      @Reference IntrospectableTokenTypeRegistry kinds,
      @Reference SubjectIdentifierService subjects,
      @Reference SubjectDirectory directory,
      @Reference SigningKeyService keys,
      @Reference InstantSource clock) {
    this.clients = clients;
    this.tokens = tokens;
    this.kinds = kinds;
    this.subjects = subjects;
    this.usernames = new IntrospectionUsernameResolver(directory);
    this.signed = new SignedIntrospectionWriter(keys, clock);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    NoStoreHeaders.setNoStore(exchange.response());
    TenantContext tenant = exchange.tenant();
    OAuthRequest request = OAuthRequestReader.readForm(exchange);
    Client client = authenticate(exchange, tenant, request);
    String token = request.requiredParameter("token"); // section 2.1
    Map<String, Object> answer =
        active(tenant, token)
            .filter(found -> mayKnow(client, found.clientId(), found.audience()))
            .map(found -> body(tenant, client, found))
            .or(() -> ofAnotherKind(tenant, client, token))
            .orElse(INACTIVE); // section 2.2: the response does not disclose the reason
    if (SignedIntrospectionWriter.isRequested(exchange.request().getHeader("Accept"))) {
      signed.write(exchange, client, answer);
    } else {
      exchange.writeJson(200, answer);
    }
  }

  private Optional<Map<String, Object>> ofAnotherKind(
      TenantContext tenant, Client client, String token) {
    return kinds
        .inspect(tenant, token)
        .filter(found -> mayKnow(client, found.clientId(), List.of()))
        .map(
            found -> {
              Map<String, Object> body = new LinkedHashMap<>();
              body.put("active", true);
              body.putAll(found.members());
              named(tenant, client, body);
              return body;
            });
  }

  private void named(TenantContext tenant, Client client, Map<String, Object> body) {
    if (body.get("sub") instanceof String id && body.get("identity_type") instanceof String type) {
      body.put("sub", subjects.of(tenant, client, new SubjectRef(type, id)));
    }
  }

  private Client authenticate(HttpExchange exchange, TenantContext tenant, OAuthRequest request) {
    try {
      return clients.authenticate(tenant, request).client(); // section 2.1
    } catch (OAuthException refusal) {
      NoStoreHeaders.setChallenge(exchange.response(), refusal);
      throw refusal;
    }
  }

  private Optional<VerifiedToken> active(TenantContext tenant, String jwt) {
    try {
      return Optional.of(tokens.verifyForAnyAudience(tenant, jwt));
    } catch (InvalidTokenException e) {
      return Optional.empty();
    }
  }

  /** Returns whether the client may introspect the token (section 4). */
  private static boolean mayKnow(Client client, String issuedTo, List<String> audience) {
    return client.confidential()
        && (issuedTo.equals(client.clientId())
            || audience.contains(client.clientId())
            || client.scope().contains(SCOPE));
  }

  /** Builds the response body (section 2.2). */
  private Map<String, Object> body(TenantContext tenant, Client client, VerifiedToken token) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("active", true);
    body.put(
        "token_type", token.confirmation().orElse(Map.of()).containsKey("jkt") ? "DPoP" : "Bearer");
    scope(token).ifPresent(scope -> body.put("scope", scope));
    body.put("client_id", token.clientId());
    body.put("sub", subjects.of(tenant, client, token.subject()));
    usernames.of(tenant, token).ifPresent(name -> body.put("username", name));
    body.put("identity_type", token.subject().type());
    body.put("exp", token.expiresAt().getEpochSecond());
    body.put("iat", token.issuedAt().getEpochSecond());
    body.put(
        "nbf",
        token.issuedAt().getEpochSecond()); // Tokens are valid from the time they are issued.
    body.put("iss", token.claims().get("iss"));
    body.put("aud", token.claims().get("aud"));
    body.put("jti", token.id());
    if (!token.actors().isEmpty()) {
      body.put("act", token.claims().get("act"));
    }
    for (String claim : FURTHER) {
      if (token.claims().get(claim) != null) {
        body.put(claim, token.claims().get(claim));
      }
    }
    token.confirmation().ifPresent(confirmation -> body.put("cnf", confirmation));
    return body;
  }

  /**
   * Returns the scopes that the token currently permits, in the order of the token; empty if there
   * are none (RFC 6749 section 3.3).
   */
  private static Optional<String> scope(VerifiedToken token) {
    return Optional.ofNullable(token.claims().get("scope"))
        .filter(String.class::isInstance)
        .map(
            text ->
                Arrays.stream(((String) text).split(" "))
                    .filter(token.scope()::contains)
                    .collect(Collectors.joining(" ")))
        .filter(scope -> !scope.isEmpty());
  }
}
