/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses requests (RFC 8693 section 2.1). Invalid tokens result in {@code invalid_request} (section
 * 2.2.2).
 */
@Component(service = TokenExchangeRequestReader.class)
public final class TokenExchangeRequestReader {

  private static final Logger LOG = LoggerFactory.getLogger(TokenExchangeRequestReader.class);
  private static final String SUBJECT = "subject_token";
  private static final String ACTOR = "actor_token";
  private static final Set<ExchangeTokenType> ACTORS =
      Set.of(ExchangeTokenType.ACCESS_TOKEN, ExchangeTokenType.JWT);

  private final ExchangeInputTokenValidator presented;
  private final ActorPolicyEvaluator policies;

  @Activate
  public TokenExchangeRequestReader(
      @Reference TokenService tokens,
      @Reference InputTokenServiceLookup readers,
      @Reference ActorPolicyEvaluator policies,
      @Reference InstantSource clock) {
    this.presented = new ExchangeInputTokenValidator(tokens, readers, clock);
    this.policies = policies;
  }

  /** Returns the requested token type; the default is an access token, which is a JWT. */
  static String requestedTokenType(AuthenticatedTokenRequest request) {
    return request
        .request()
        .parameter("requested_token_type")
        .orElse(ExchangeTokenType.ACCESS_TOKEN.uri());
  }

  /**
   * Refuses {@code authorization_details}, which this exchange does not support (RFC 9396 section
   * 5).
   */
  static void requireNoDetails(AuthenticatedTokenRequest request) {
    if (request.request().parameter("authorization_details").isPresent()) {
      throw new OAuthException(
          400,
          "invalid_authorization_details",
          "authorization_details are not supported for this exchange. Omit them.");
    }
  }

  /**
   * Parses and validates the subject token.
   *
   * @param taken the accepted token types
   * @throws OAuthException {@code invalid_request} if the token is not valid
   */
  ExchangeInputToken subject(
      TenantContext tenant, AuthenticatedTokenRequest request, Set<String> taken) {
    String token = request.request().requiredParameter(SUBJECT);
    String type = request.request().requiredParameter(SUBJECT + "_type");
    if (!taken.contains(type)) {
      throw unknownType(SUBJECT);
    }
    ExchangeInputToken subject = read(tenant, request, SUBJECT, known(SUBJECT, type), token);
    requireProof(request, SUBJECT, subject);
    return subject;
  }

  /**
   * Refuses a subject token that was issued to another client, unless an administrator or an actor
   * policy permits the actor to present it.
   */
  void requirePresentable(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      ExchangeInputToken subject,
      Optional<ExchangeInputToken> actor) {
    if (new ClientExchangePolicy(request.client())
        .mayExchange(subject.clients(), subject.audience())) {
      return;
    }
    SubjectRef acting = actor.map(ExchangeInputToken::subject).orElseGet(request.client()::subject);
    boolean bearer =
        subject.type() == ExchangeTokenType.ACCESS_TOKEN; // Other types only assert an identity.
    if (!bearer || !policies.mayPresent(tenant, subject.subject(), acting)) {
      throw OAuthException.invalidRequest(
          "The subject_token was not issued to this client and does not have it as "
              + "audience. Have the client"
              + " of the token added to token_exchange_sources, or get the subject's "
              + "consent.");
    }
  }

  /**
   * Parses and validates the actor token, if present.
   *
   * @throws OAuthException {@code invalid_request} if the token is not valid
   */
  Optional<ExchangeInputToken> actor(TenantContext tenant, AuthenticatedTokenRequest request) {
    Optional<String> token = request.request().parameter(ACTOR);
    Optional<String> type = request.request().parameter(ACTOR + "_type");
    if (token.isEmpty()) {
      if (type.isPresent()) { // section 2.1
        throw OAuthException.invalidRequest("The parameter actor_token_type requires actor_token.");
      }
      return Optional.empty();
    }
    if (type.isEmpty()) {
      throw OAuthException.invalidRequest(
          "The parameter actor_token_type is required with actor_token.");
    }
    ExchangeTokenType known = known(ACTOR, type.get());
    if (!ACTORS.contains(known)) { // The type asserts an identity, not the right to act.
      throw unknownType(ACTOR);
    }
    ExchangeInputToken actor = read(tenant, request, ACTOR, known, token.get());
    if (!actor.clients().contains(request.client().clientId())) {
      throw OAuthException.invalidRequest("The actor_token was issued to another client.");
    }
    if (!actor.actors().isEmpty()) {
      throw OAuthException.invalidRequest("The actor_token must not have an actor itself.");
    }
    requireProof(request, ACTOR, actor);
    return Optional.of(actor);
  }

  private ExchangeInputToken read(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      String parameter,
      ExchangeTokenType type,
      String token) {
    try {
      return presented.read(tenant, request.client(), type, token);
    } catch (InvalidTokenException e) {
      LOG.info(
          "token-exchange.refused: tenant={} client={} parameter={} reason={}",
          tenant.id(),
          request.client().clientId(),
          parameter,
          e.getMessage());
      throw OAuthException.invalidRequest(
          "The " + parameter + " is not accepted: " + e.getMessage() + ".");
    }
  }

  /** Requires proof of the key that a token is bound to (RFC 9449, RFC 8705). */
  private static void requireProof(
      AuthenticatedTokenRequest request, String parameter, ExchangeInputToken token) {
    boolean proven =
        token
            .confirmation()
            .map(
                key ->
                    request.confirmation().orElse(Map.of()).entrySet().containsAll(key.entrySet()))
            .orElse(true);
    if (!proven) {
      throw OAuthException.invalidRequest(
          "The " + parameter + " is bound to a key. Prove possession of that key in this request.");
    }
  }

  private static ExchangeTokenType known(String parameter, String type) {
    return ExchangeTokenType.of(type).orElseThrow(() -> unknownType(parameter));
  }

  private static OAuthException unknownType(String parameter) {
    return OAuthException.invalidRequest(
        parameter
            + "_type must be a token type that this request supports, for example "
            + ExchangeTokenType.ACCESS_TOKEN.uri()
            + ".");
  }
}
