package org.lumoauth.oauth.grant.tokenexchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Who acts for whom in the token that is made: the actor that was presented, else the client
 * itself, else, where the administrator allows that, nobody new.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-4.1">RFC 8693 section 4.1</a>
 */
record ActorChain(
    ExchangeInputToken subject, Optional<ExchangeInputToken> actor, Client client, int longest) {

  /**
   * The chain, the current actor first; those before it stay in their order.
   *
   * @throws OAuthException {@code delegation_depth_exceeded} if it is too long, {@code
   *     invalid_request} if it goes round, or the subject's token names somebody else who may act
   */
  List<SubjectRef> actors(TenantContext tenant) {
    SubjectRef acting = actor.map(ExchangeInputToken::subject).orElseGet(client::subject);
    List<SubjectRef> before = subject.actors();
    if (before.isEmpty() && acting.equals(subject.subject())) {
      return List.of(); // nobody acts for themselves
    }
    requireNamed(tenant);
    boolean unnamed =
        actor.isEmpty()
            && new ClientExchangePolicy(client).mayImpersonate()
            && !client.subject().type().equals(SubjectRef.AGENT); // an agent is always named
    if (unnamed || (!before.isEmpty() && before.get(0).equals(acting))) {
      return within(before);
    }
    if (before.contains(acting) || acting.equals(subject.subject())) {
      throw OAuthException.invalidRequest("The chain of actors goes round; begin at its subject.");
    }
    List<SubjectRef> chain = new ArrayList<>();
    chain.add(acting);
    chain.addAll(before);
    return within(chain);
  }

  private List<SubjectRef> within(List<SubjectRef> chain) {
    if (chain.size() > longest) {
      throw new OAuthException(
          403,
          "delegation_depth_exceeded",
          "The chain of actors is longer than " + longest + "; let fewer act in between.",
          Map.of(),
          Map.of("max_depth", longest));
    }
    return List.copyOf(chain);
  }

  /** Section 4.4: a token that names who may act lets nobody else. */
  private void requireNamed(TenantContext tenant) {
    Object named = subject.claims().get("may_act");
    if (named == null) {
      return;
    }
    if (!(named instanceof Map<?, ?> party) || !(party.get("sub") instanceof String name)) {
      throw unnamed();
    }
    Object issuer = party.get("iss") == null ? subject.issuer() : party.get("iss");
    boolean ours =
        actor.isEmpty()
            && issuer.equals(tenant.issuer())
            && (name.equals(client.subject().id()) || name.equals(client.clientId()));
    boolean presented =
        actor
            .filter(
                token ->
                    (issuer.equals(tenant.issuer()) && name.equals(token.subject().id()))
                        || (issuer.equals(token.issuer()) && name.equals(token.name())))
            .isPresent();
    if (!ours && !presented) {
      throw unnamed();
    }
  }

  private static OAuthException unnamed() {
    return OAuthException.invalidRequest(
        "The subject_token names in may_act who may act, and that is another.");
  }
}
