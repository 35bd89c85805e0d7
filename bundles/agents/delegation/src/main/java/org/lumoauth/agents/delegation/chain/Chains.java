package org.lumoauth.agents.delegation.chain;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.agents.delegation.chain.ChainNode.Consent;
import org.lumoauth.agents.delegation.chain.ChainNode.Party;
import org.lumoauth.agents.delegation.chain.ChainNode.Principal;
import org.lumoauth.agents.delegation.chain.KeptToken.Source;
import org.lumoauth.agents.delegation.consent.DelegationBook;
import org.lumoauth.agents.delegation.consent.StoredDelegation;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.oauth.ExchangedToken;
import org.lumoauth.api.oauth.ExchangedToken.Presented;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps which token was made from which, and draws it. */
@Component(service = Chains.class)
public final class Chains {

  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  /** More generations than a token can have: each is among the sources that it names. */
  private static final int MAX_DEPTH = 20;

  private final ChainStore store;
  private final DelegationBook book;
  private final Subjects subjects;
  private final TokenService tokens;
  private final InstantSource clock = InstantSource.system();

  @Activate
  public Chains(
      @Reference ChainStore store,
      @Reference DelegationBook book,
      @Reference Subjects subjects,
      @Reference TokenService tokens) {
    this.store = store;
    this.book = book;
    this.subjects = subjects;
    this.tokens = tokens;
  }

  /** Keeps a token that was made by exchange, and what was presented. */
  public void keep(TenantContext tenant, ExchangedToken exchanged) {
    exchanged.subject().token().ifPresent(token -> keepPresented(tenant, token));
    exchanged.actor().flatMap(Presented::token).ifPresent(token -> keepPresented(tenant, token));
    var made =
        new KeptToken(
            exchanged.token().id(),
            exchanged.token().claims(),
            Optional.of(source(exchanged.subject())),
            exchanged.actor().map(Chains::source));
    store.add(tenant.id(), made, exchanged.token().expiresAt());
  }

  /** A token that took part in an exchange, if it is kept. */
  public Optional<VerifiedToken> token(TenantContext tenant, String jti) {
    return store.find(tenant.id(), jti).map(kept -> new ClaimsOf(kept.claims()).token(tenant));
  }

  /** How the token came to be. */
  public Optional<ChainNode> draw(TenantContext tenant, String jti) {
    return store.find(tenant.id(), jti).map(kept -> node(tenant, ACCESS_TOKEN, kept, 0));
  }

  private void keepPresented(TenantContext tenant, VerifiedToken token) {
    var kept = new KeptToken(token.id(), token.claims(), Optional.empty(), Optional.empty());
    store.addPresented(tenant.id(), kept, token.expiresAt());
  }

  private static Source source(Presented presented) {
    return new Source(presented.type(), presented.token().map(VerifiedToken::id));
  }

  private ChainNode node(TenantContext tenant, String type, KeptToken kept, int depth) {
    var claims = new ClaimsOf(kept.claims());
    VerifiedToken token = claims.token(tenant);
    return new ChainNode(
        type,
        token.id(),
        new Principal(
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

  /** What it was made from; null where it was not, or no more is kept of it. */
  private ChainNode before(TenantContext tenant, Optional<Source> source, int depth) {
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

  private static ChainNode unknown(Source source) {
    return new ChainNode(
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

  private Party party(TenantContext tenant, SubjectRef subject) {
    return new Party(
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
    return tokens.holds(tenant, token) ? "active" : "ended";
  }

  private Consent consent(StoredDelegation of) {
    return new Consent(
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
