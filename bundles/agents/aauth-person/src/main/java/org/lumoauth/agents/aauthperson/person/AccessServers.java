package org.lumoauth.agents.aauthperson.person;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.request.Acting;
import org.lumoauth.agents.aauthperson.request.Asked;
import org.lumoauth.agents.aauthperson.signature.ServerDocuments;
import org.lumoauth.agents.aauthperson.signature.SignedCalls;
import org.lumoauth.agents.aauthperson.store.IssuedToken;
import org.lumoauth.agents.aauthperson.store.IssuedTokens;
import org.lumoauth.agents.aauthperson.token.DraftTokens;
import org.lumoauth.agents.aauthperson.token.Token;
import org.lumoauth.agents.aauthperson.token.TokenProblem;
import org.lumoauth.agents.aauthperson.token.TokenType;
import org.lumoauth.api.key.SignatureChecks;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks a resource's access server for what a person allowed (section PS-AS Federation), and
 * believes nothing that it answers before it was looked at.
 */
@Component(service = AccessServers.class)
public final class AccessServers {

  private static final String PERSON = "aauth-person.json";
  private static final String ACCESS = "aauth-access.json";
  private static final int MAX_ID = 255;
  private static final Set<String> COPIED = Set.of("sub", "account", "mission_s256", "tenant");

  private final ServerDocuments documents;
  private final SignedCalls calls;
  private final DraftTokens tokens;
  private final IssuedTokens issued;
  private final SignatureChecks checks;

  @Activate
  public AccessServers(
      @Reference ServerDocuments documents,
      @Reference SignedCalls calls,
      @Reference DraftTokens tokens,
      @Reference IssuedTokens issued,
      @Reference SignatureChecks checks) {
    this.documents = documents;
    this.calls = calls;
    this.tokens = tokens;
    this.issued = issued;
    this.checks = checks;
  }

  /**
   * Asks for a token.
   *
   * @param request what the agent sent
   * @throws org.lumoauth.agents.aauthperson.caller.DraftProblem the access server's own refusal, or
   *     502 {@code as_unreachable}
   */
  Outcome ask(
      TenantContext tenant, Acting acting, String user, Asked asked, Map<String, Object> request) {
    URI endpoint =
        documents
            .find(tenant, asked.giver(), ACCESS)
            .flatMap(document -> document.endpoint("auth_token_endpoint"))
            .orElseThrow(
                () -> AccessAnswers.unreachable("The access server does not say where it is."));
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
      throw AccessAnswers.unreachable("The access server does not answer.");
    }
  }

  /** Before it is shown: it must be taken back there too, whatever becomes of this. */
  private void show(TenantContext tenant, Asked asked) {
    issued.shown(
        tenant.id(),
        personToken(tenant, asked),
        asked.giver(),
        Instant.ofEpochSecond(asked.presented().expiresAt()));
    requireHolds(tenant, asked.presented()); // from here on it is taken back there too
  }

  /** Asks again what it waited for. */
  Outcome askAgain(TenantContext tenant, Acting acting, String user, Asked asked, Wait wait) {
    return again(tenant, acting, user, asked, wait, Optional.empty());
  }

  /**
   * Tells it what it waited for.
   *
   * @param with claims of the person, or the answer to its question
   */
  Outcome answer(
      TenantContext tenant,
      Acting acting,
      String user,
      Asked asked,
      Wait wait,
      Map<String, Object> with) {
    return again(tenant, acting, user, asked, wait, Optional.of(with));
  }

  private Outcome again(
      TenantContext tenant,
      Acting acting,
      String user,
      Asked asked,
      Wait wait,
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
        return new Outcome.AccessServerBusy(wait);
      }
      Outcome outcome = outcome(tenant, acting, user, asked, location, answer);
      if (outcome instanceof Outcome.AccessServerWaits now) {
        boolean news = !now.until().requirement().equals(wait.requirement());
        return new Outcome.AccessServerWaits(now.until().after(wait), news ? now.terms() : "");
      }
      return outcome;
    } catch (OutboundException e) {
      throw AccessAnswers.unreachable("The access server does not answer.");
    }
  }

  /** A step-up shows an auth token; the access server had seen the person token before. */
  private String personToken(TenantContext tenant, Asked asked) {
    String shown = asked.presented().recordKey();
    return issued
        .find(tenant.id(), shown)
        .map(known -> known.origin().presented())
        .filter(key -> !key.isEmpty())
        .orElse(shown);
  }

  private Outcome outcome(
      TenantContext tenant,
      Acting acting,
      String user,
      Asked asked,
      URI from,
      OutboundResponse answer) {
    if (answer.status() == 202) {
      return new Outcome.AccessServerWaits(AccessAnswers.waits(answer, from));
    }
    if (answer.status() == 402) {
      return new Outcome.AccessServerWaits(
          AccessAnswers.payment(answer, from), AccessAnswers.terms(answer));
    }
    if (answer.status() != 200) {
      throw AccessAnswers.refusal(answer);
    }
    String jwt = AccessAnswers.token(answer);
    Token token = verified(tenant, acting, asked, jwt);
    issued.add(
        tenant.id(),
        new IssuedToken(
            asked.giver(),
            token.text("jti"),
            TokenType.AUTH.kind(),
            "", // whoever made it takes it back
            asked.resource(),
            acting.origin(user, personToken(tenant, asked)).in(token.optional("mission_s256")),
            acting.since(),
            Instant.ofEpochSecond(token.expiresAt())));
    requireHolds(tenant, token);
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("auth_token", jwt);
    given.put("expires_in", tokens.secondsLeft(jwt));
    return new Outcome.Given(given);
  }

  private void requireHolds(TenantContext tenant, Token token) {
    if (tokens.revoked(tenant, token)) {
      throw new DraftProblem(403, "denied", "What was allowed has been taken back.");
    }
  }

  /** Section Auth Token Delivery, steps 1 to 7. */
  private Token verified(TenantContext tenant, Acting acting, Asked asked, String jwt) {
    Token token;
    try {
      token = tokens.verify(tenant, TokenType.AUTH, jwt, Set.of(asked.giver()));
    } catch (TokenProblem e) {
      throw distrusted();
    } catch (Problem e) { // its keys can't be had now
      throw AccessAnswers.unreachable("The access server's keys can't be fetched.");
    }
    boolean holds =
        token.text("dwk").equals(ACCESS)
            && token.text("aud").equals(asked.resource())
            && token.text("ps").equals(tenant.issuer())
            && acting.bearer().thumbprint().equals(thumbprint(token))
            && COPIED.stream()
                .allMatch(name -> token.text(name).equals(asked.resourceToken().text(name)))
            && asked.resourceToken().scope().containsAll(token.scope())
            && acting.latest().stream().allMatch(end -> token.expiresAt() <= end)
            && token.expiresAt() <= asked.presented().expiresAt()
            && token.text("jti").length() <= MAX_ID;
    if (!holds) {
      throw distrusted();
    }
    return token;
  }

  private String thumbprint(Token token) {
    try {
      return checks.thumbprint(token.key());
    } catch (InvalidTokenException e) {
      return ""; // the key of nobody
    }
  }

  private static RuntimeException distrusted() {
    return AccessAnswers.unreachable("The access server's token is not what was asked for.");
  }
}
