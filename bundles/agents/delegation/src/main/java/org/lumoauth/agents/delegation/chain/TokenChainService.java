/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.chain;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.agents.delegation.chain.StoredChainToken.ChainTokenSource;
import org.lumoauth.agents.delegation.chain.TokenChainNode.TokenChainConsent;
import org.lumoauth.agents.delegation.chain.TokenChainNode.TokenChainParty;
import org.lumoauth.agents.delegation.chain.TokenChainNode.TokenChainPrincipal;
import org.lumoauth.agents.delegation.consent.DelegationConsentService;
import org.lumoauth.agents.delegation.consent.StoredDelegation;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.oauth.grant.CompletedTokenExchange;
import org.lumoauth.api.oauth.grant.CompletedTokenExchange.PresentedExchangeToken;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records the source tokens of each exchanged token and builds the resulting tree. */
@Component(service = TokenChainService.class)
public final class TokenChainService {

  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  /** Above the maximum depth of a token's ancestry, because each token contains its sources. */
  private static final int MAX_DEPTH = 20;

  private final TokenChainStore store;
  private final DelegationConsentService book;
  private final SubjectDirectory subjects;
  private final TokenService tokens;
  private final InstantSource clock;

  @Activate
  public TokenChainService(
      @Reference TokenChainStore store,
      @Reference DelegationConsentService book,
      @Reference SubjectDirectory subjects,
      @Reference TokenService tokens,
      @Reference InstantSource clock) {
    this.store = store;
    this.book = book;
    this.subjects = subjects;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Records a token issued by exchange and the presented tokens. */
  public void recordExchange(TenantContext tenant, CompletedTokenExchange exchanged) {
    exchanged.subject().token().ifPresent(token -> keepPresented(tenant, token));
    exchanged
        .actor()
        .flatMap(PresentedExchangeToken::token)
        .ifPresent(token -> keepPresented(tenant, token));
    var made =
        new StoredChainToken(
            exchanged.token().id(),
            exchanged.token().claims(),
            Optional.of(source(exchanged.subject())),
            exchanged.actor().map(TokenChainService::source));
    store.add(tenant.id(), made, exchanged.token().expiresAt());
  }

  /** Returns a stored token that took part in an exchange. */
  public Optional<VerifiedToken> findToken(TenantContext tenant, String jti) {
    return store
        .find(tenant.id(), jti)
        .map(kept -> new StoredTokenClaimsReader(kept.claims()).token(tenant));
  }

  /** Returns the tree of a token and its source tokens. */
  public Optional<TokenChainNode> buildTree(TenantContext tenant, String jti) {
    return store.find(tenant.id(), jti).map(kept -> node(tenant, ACCESS_TOKEN, kept, 0));
  }

  private void keepPresented(TenantContext tenant, VerifiedToken token) {
    var kept = new StoredChainToken(token.id(), token.claims(), Optional.empty(), Optional.empty());
    store.addPresented(tenant.id(), kept, token.expiresAt());
  }

  private static ChainTokenSource source(PresentedExchangeToken presented) {
    return new ChainTokenSource(presented.type(), presented.token().map(VerifiedToken::id));
  }

  private TokenChainNode node(TenantContext tenant, String type, StoredChainToken kept, int depth) {
    var claims = new StoredTokenClaimsReader(kept.claims());
    VerifiedToken token = claims.token(tenant);
    return new TokenChainNode(
        type,
        token.id(),
        new TokenChainPrincipal(
            party(tenant, token.subject()),
            token.actors().stream().map(actor -> party(tenant, actor)).toList()),
        token.clientId(),
        sorted(token.scope()),
        token.audience(),
        token.issuedAt().toString(),
        token.expiresAt().toString(),
        state(tenant, token),
        claims.delegations().stream()
            .flatMap(id -> book.find(tenant, id).stream())
            .map(this::consent)
            .toList(),
        before(tenant, kept.subject(), depth),
        before(tenant, kept.actor(), depth));
  }

  /** Returns the source token; null if there was none or its data was removed. */
  private TokenChainNode before(
      TenantContext tenant, Optional<ChainTokenSource> source, int depth) {
    if (source.isEmpty() || depth == MAX_DEPTH) {
      return null;
    }
    String type = source.get().type();
    return source
        .get()
        .jti()
        .flatMap(jti -> store.find(tenant.id(), jti))
        .map(kept -> node(tenant, type, kept, depth + 1))
        .orElseGet(() -> unknown(source.get()));
  }

  private static TokenChainNode unknown(ChainTokenSource source) {
    return new TokenChainNode(
        source.type(),
        source.jti().orElse(null),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private TokenChainParty party(TenantContext tenant, SubjectRef subject) {
    return new TokenChainParty(
        subject.type(),
        subject.id(),
        subjects.displayName(tenant, subject),
        subjects.status(tenant, subject) == SubjectStatus.ENABLED);
  }

  private String state(TenantContext tenant, VerifiedToken token) {
    Instant now = clock.instant();
    if (!now.isBefore(token.expiresAt())) {
      return "expired";
    }
    return tokens.isStillValid(tenant, token) ? "active" : "ended";
  }

  private TokenChainConsent consent(StoredDelegation of) {
    return new TokenChainConsent(
        of.id(),
        of.userId(),
        of.agentId(),
        sorted(of.scope()),
        of.givenAt().toString(),
        of.expiresAt().toString(),
        of.state(clock.instant()));
  }

  private static List<String> sorted(java.util.Set<String> scope) {
    return List.copyOf(new TreeSet<>(scope));
  }
}
