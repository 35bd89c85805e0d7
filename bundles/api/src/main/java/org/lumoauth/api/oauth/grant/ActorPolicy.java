/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.grant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a rule about which actors may act for which subjects (RFC 8693 section 4.1),
 * such as the consent that an agent requires. Registered with {@code lumoauth.kind=actor-policy}
 * and {@code lumoauth.name}. Every installed policy is applied before token exchange issues a token
 * with an actor. A policy cannot restore scopes that another removed.
 */
public interface ActorPolicy {

  /**
   * A token with an actor to be issued.
   *
   * @param client the requesting client
   * @param subject the subject of the token
   * @param actors the actors, the current actor first; never empty
   * @param scope the requested scope
   * @param audience the audience; empty means the tenant's own API
   * @param actorScope the scope of the access token that identifies the current actor; empty if
   *     another credential identifies it
   */
  record DelegationRequest(
      Client client,
      SubjectRef subject,
      List<SubjectRef> actors,
      Set<String> scope,
      List<String> audience,
      Optional<Set<String>> actorScope) {
    /** Creates a request of an actor without its own access token. */
    public DelegationRequest(
        Client client,
        SubjectRef subject,
        List<SubjectRef> actors,
        Set<String> scope,
        List<String> audience) {
      this(client, subject, actors, scope, audience, Optional.empty());
    }

    public DelegationRequest {
      actors = List.copyOf(actors);
      scope = Set.copyOf(scope);
      audience = List.copyOf(audience);
    }
  }

  /**
   * Returns the permitted scopes; those outside the delegation's scope are ignored.
   *
   * @throws OAuthException if the actor may not act for the subject, with the code of the policy's
   *     specification
   */
  Set<String> permittedScopes(TenantContext tenant, DelegationRequest delegation);

  /**
   * Returns whether the actor may present a token of the subject that was issued to another client,
   * for example because a consent names the actor. The token is already verified; whether the actor
   * may act is checked afterwards.
   */
  default boolean canPresent(TenantContext tenant, SubjectRef subject, SubjectRef actor) {
    return false;
  }

  /**
   * Returns the dependencies of a permitted delegation.
   *
   * @throws OAuthException if a dependency, such as a consent, was revoked concurrently
   */
  default DelegationTerms terms(TenantContext tenant, DelegationRequest delegation) {
    return DelegationTerms.NONE;
  }

  /**
   * Notifies the policy that token exchange issued a token. Returns when the policy's own records
   * are durable, or will be soon unless the server is killed; existing partial records are not an
   * error. The exchange is in the audit log before the token is returned, and an exception prevents
   * that.
   */
  default void onTokenExchanged(TenantContext tenant, CompletedTokenExchange exchanged) {
    // By default, no records are stored.
  }

  /**
   * The events with which a token is revoked.
   *
   * @param delegationIds the ids of consents; the token is revoked when {@link
   *     org.lumoauth.api.token.TokenService#revokeAll} is called for one of them, with the type
   *     {@code delegation}
   * @param until the latest expiry
   */
  record DelegationTerms(List<String> delegationIds, Optional<Instant> until) {

    /** No additional dependencies. */
    public static final DelegationTerms NONE = new DelegationTerms(List.of(), Optional.empty());

    public DelegationTerms {
      delegationIds = List.copyOf(delegationIds);
    }
  }
}
