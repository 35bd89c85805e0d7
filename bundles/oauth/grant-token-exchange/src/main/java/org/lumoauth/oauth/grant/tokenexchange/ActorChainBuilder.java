/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.tokenexchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Builds the chain of actors of the new token. The current actor is the subject of the actor token,
 * otherwise the client. If the administrator allows impersonation, no actor is added.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-4.1">RFC 8693 section 4.1</a>
 */
record ActorChainBuilder(
    ExchangeInputToken subject, Optional<ExchangeInputToken> actor, Client client, int longest) {

  /**
   * Returns the chain, the current actor first and the earlier actors in their order.
   *
   * @throws OAuthException {@code delegation_depth_exceeded} if the chain is too long; {@code
   *     invalid_request} if an actor occurs twice or {@code may_act} names another actor
   */
  List<SubjectRef> actors(TenantContext tenant) {
    SubjectRef acting = actor.map(ExchangeInputToken::subject).orElseGet(client::subject);
    List<SubjectRef> before = subject.actors();
    if (before.isEmpty() && acting.equals(subject.subject())) {
      return List.of(); // The client is the subject itself.
    }
    requireNamed(tenant);
    boolean unnamed =
        actor.isEmpty()
            && new ClientExchangePolicy(client).mayImpersonate()
            && !client
                .subject()
                .type()
                .equals(SubjectRef.AGENT); // Agents are always named as actors.
    if (unnamed || (!before.isEmpty() && before.get(0).equals(acting))) {
      return within(before);
    }
    if (before.contains(acting) || acting.equals(subject.subject())) {
      throw OAuthException.invalidRequest(
          "An actor must not occur twice in the chain of actors. Exchange the "
              + "original token of the subject.");
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
          "The chain of actors is longer than the maximum of "
              + longest
              + ". Use fewer intermediate actors.",
          Map.of(),
          Map.of("max_depth", longest));
    }
    return List.copyOf(chain);
  }

  /** Requires the actor that {@code may_act} names, if present (section 4.4). */
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
        "The actor is not the one named in the may_act claim of the subject_token.");
  }
}
