/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.personserver;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.request.AgentCallContext;
import org.lumoauth.agents.aauthperson.request.RequestedResourceAccess;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.agents.aauthperson.signature.SignedHttpClient;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecordStore;
import org.lumoauth.agents.aauthperson.token.AAuthJwtService;
import org.lumoauth.agents.aauthperson.token.AAuthJwtType;
import org.lumoauth.agents.aauthperson.token.AAuthTokenException;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.key.RawSignatureVerifier;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;

/**
 * Requests tokens from a resource's access server after the person's consent (AAuth draft, section
 * PS-AS Federation), and validates all of its responses.
 */
final class AccessServerClient {

  private static final String PERSON = "aauth-person.json";
  private static final String ACCESS = "aauth-access.json";
  private static final int MAX_ID = 255;
  private static final Set<String> COPIED = Set.of("sub", "account", "mission_s256", "tenant");

  private final AAuthServerMetadataClient documents;
  private final SignedHttpClient calls;
  private final AAuthJwtService tokens;
  private final IssuedTokenRecordStore issued;
  private final RawSignatureVerifier checks;

  AccessServerClient(
      AAuthServerMetadataClient documents,
      SignedHttpClient calls,
      AAuthJwtService tokens,
      IssuedTokenRecordStore issued,
      RawSignatureVerifier checks) {
    this.documents = documents;
    this.calls = calls;
    this.tokens = tokens;
    this.issued = issued;
    this.checks = checks;
  }

  /**
   * Requests a token.
   *
   * @param request the agent's request body
   * @throws org.lumoauth.agents.aauthperson.caller.AAuthProblemException the access server's own
   *     error, or 502 {@code as_unreachable}
   */
  TokenRequestOutcome requestToken(
      TenantContext tenant,
      AgentCallContext acting,
      String user,
      RequestedResourceAccess asked,
      Map<String, Object> request) {
    URI endpoint =
        documents
            .find(tenant, asked.issuingServer(), ACCESS)
            .flatMap(document -> document.endpoint("auth_token_endpoint"))
            .orElseThrow(
                () ->
                    AccessServerResponseParser.unreachableProblem(
                        "The access server's metadata document has no auth_token_endpoint."));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("resource_token", request.get("resource_token"));
    body.put("agent_token", acting.signer().token());
    body.put("presented_token", request.get("presented_token"));
    for (String name : List.of("subagent_token", "upstream_token")) {
      if (request.containsKey(name)) {
        body.put(name, request.get(name));
      }
    }
    show(tenant, asked);
    try {
      return outcome(
          tenant, acting, user, asked, endpoint, calls.post(tenant, PERSON, endpoint, body));
    } catch (OutboundException e) {
      throw AccessServerResponseParser.unreachableProblem(
          "The resource's access server does not respond.");
    }
  }

  /**
   * Records that the token will be presented, before it is sent: a later revocation must be
   * forwarded to the access server in any case.
   */
  private void show(TenantContext tenant, RequestedResourceAccess asked) {
    issued.recordPresentation(
        tenant.id(),
        personToken(tenant, asked),
        asked.issuingServer(),
        Instant.ofEpochSecond(asked.presented().expiresAt()));
    requireHolds(
        tenant, asked.presented()); // revocations are forwarded to the access server from here on
  }

  /** Polls the access server for a pending request. */
  TokenRequestOutcome pollToken(
      TenantContext tenant,
      AgentCallContext acting,
      String user,
      RequestedResourceAccess asked,
      AccessServerRequirement wait) {
    return again(tenant, acting, user, asked, wait, Optional.empty());
  }

  /**
   * Sends the response to the access server's requirement.
   *
   * @param with claims about the person, or the answer to its question
   */
  TokenRequestOutcome answerRequirement(
      TenantContext tenant,
      AgentCallContext acting,
      String user,
      RequestedResourceAccess asked,
      AccessServerRequirement wait,
      Map<String, Object> with) {
    return again(tenant, acting, user, asked, wait, Optional.of(with));
  }

  private TokenRequestOutcome again(
      TenantContext tenant,
      AgentCallContext acting,
      String user,
      RequestedResourceAccess asked,
      AccessServerRequirement wait,
      Optional<Map<String, Object>> with) {
    URI location = URI.create(wait.location());
    if (with.isPresent()) { // an updated request has another token
      show(tenant, asked);
    }
    try {
      OutboundResponse answer =
          with.isPresent()
              ? calls.post(tenant, PERSON, location, with.get())
              : calls.get(tenant, PERSON, location);
      if (answer.status() == 429) {
        return new TokenRequestOutcome.AccessServerBusy(wait);
      }
      TokenRequestOutcome outcome = outcome(tenant, acting, user, asked, location, answer);
      if (outcome instanceof TokenRequestOutcome.AccessServerPending now) {
        boolean news = !now.until().requirement().equals(wait.requirement());
        return new TokenRequestOutcome.AccessServerPending(
            now.until().after(wait), news ? now.terms() : "");
      }
      return outcome;
    } catch (OutboundException e) {
      throw AccessServerResponseParser.unreachableProblem(
          "The resource's access server does not respond.");
    }
  }

  /**
   * Returns the person token: a step-up presents an auth token, but the access server received the
   * person token before.
   */
  private String personToken(TenantContext tenant, RequestedResourceAccess asked) {
    String shown = asked.presented().recordKey();
    return issued
        .find(tenant.id(), shown)
        .map(known -> known.origin().presented())
        .filter(key -> !key.isEmpty())
        .orElse(shown);
  }

  private TokenRequestOutcome outcome(
      TenantContext tenant,
      AgentCallContext acting,
      String user,
      RequestedResourceAccess asked,
      URI from,
      OutboundResponse answer) {
    if (answer.status() == 202) {
      return new TokenRequestOutcome.AccessServerPending(
          AccessServerResponseParser.readRequirement(answer, from));
    }
    if (answer.status() == 402) {
      return new TokenRequestOutcome.AccessServerPending(
          AccessServerResponseParser.readPaymentRequirement(answer, from),
          AccessServerResponseParser.readPaymentTerms(answer));
    }
    if (answer.status() != 200) {
      throw AccessServerResponseParser.readRefusal(answer);
    }
    String jwt = AccessServerResponseParser.readToken(answer);
    VerifiedAAuthToken token = verified(tenant, acting, asked, jwt);
    issued.add(
        tenant.id(),
        new IssuedTokenRecord(
            asked.issuingServer(),
            token.text("jti"),
            AAuthJwtType.AUTH.kind(),
            "", // its issuer revokes it
            asked.resource(),
            acting.origin(user, personToken(tenant, asked)).in(token.optional("mission_s256")),
            acting.since(),
            Instant.ofEpochSecond(token.expiresAt())));
    requireHolds(tenant, token);
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("auth_token", jwt);
    given.put("expires_in", tokens.secondsLeft(jwt));
    return new TokenRequestOutcome.TokenGranted(given);
  }

  private void requireHolds(TenantContext tenant, VerifiedAAuthToken token) {
    if (tokens.isRevoked(tenant, token)) {
      throw new AAuthProblemException(
          403, "denied", "A token of the request was revoked. Request new tokens.");
    }
  }

  /** Verifies the auth token (section Auth Token Delivery, steps 1 to 7). */
  private VerifiedAAuthToken verified(
      TenantContext tenant, AgentCallContext acting, RequestedResourceAccess asked, String jwt) {
    VerifiedAAuthToken token;
    try {
      token = tokens.verify(tenant, AAuthJwtType.AUTH, jwt, Set.of(asked.issuingServer()));
    } catch (AAuthTokenException e) {
      throw distrusted();
    } catch (ApiException e) { // the keys cannot be fetched now
      throw AccessServerResponseParser.unreachableProblem(
          "The access server's keys cannot be fetched.");
    }
    boolean holds =
        token.text("dwk").equals(ACCESS)
            && token.text("aud").equals(asked.resource())
            && token.text("ps").equals(tenant.issuer())
            && acting.bearer().thumbprint().equals(thumbprint(token))
            && COPIED.stream()
                .allMatch(name -> token.text(name).equals(asked.resourceToken().text(name)))
            && asked.resourceToken().scope().containsAll(token.scope())
            && acting.expiryLimits().stream().allMatch(end -> token.expiresAt() <= end)
            && token.expiresAt() <= asked.presented().expiresAt()
            && token.text("jti").length() <= MAX_ID;
    if (!holds) {
      throw distrusted();
    }
    return token;
  }

  private String thumbprint(VerifiedAAuthToken token) {
    try {
      return checks.thumbprint(token.key());
    } catch (InvalidTokenException e) {
      return ""; // matches no key
    }
  }

  private static RuntimeException distrusted() {
    return AccessServerResponseParser.unreachableProblem(
        "The access server's token does not match the request.");
  }
}
