package org.lumoauth.api.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a rule about who may act for whom (RFC 8693 section 4.1), as the consent that an
 * agent needs. Registered with {@code lumoauth.kind=actor-policy} and {@code lumoauth.name}. Each
 * installed policy is asked before a token with an actor is made by token exchange; what one takes
 * away no other gives back.
 */
public interface ActorPolicy {

  /**
   * A token that is to be made.
   *
   * @param client the client that asks for it
   * @param subject whom it is about
   * @param actors who acts, the current actor first; never empty
   * @param scope what it is to permit
   * @param audience what it is for; empty means the tenant's own API
   * @param actorScope what the access token is limited to by which the current actor shows who it
   *     is; empty if it shows that by something else
   */
  record DelegationRequest(
      Client client,
      SubjectRef subject,
      List<SubjectRef> actors,
      Set<String> scope,
      List<String> audience,
      Optional<Set<String>> actorScope) {
    /** Of an actor that shows no access token of its own. */
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
   * The scopes that may remain: what is not among those of the delegation is left out.
   *
   * @throws OAuthException if the actor may not act for the subject, with the code of the policy's
   *     own specification
   */
  Set<String> permittedScopes(TenantContext tenant, DelegationRequest delegation);

  /**
   * Whether the actor may present a token of the subject that was issued to somebody else, as a
   * consent that names the actor lets it. That the token holds is known; whether the actor may act
   * is asked afterwards.
   */
  default boolean canPresent(TenantContext tenant, SubjectRef subject, SubjectRef actor) {
    return false;
  }

  /**
   * What a delegation that is permitted hangs on.
   *
   * @throws OAuthException if it hangs on something that has just gone
   */
  default DelegationTerms terms(TenantContext tenant, DelegationRequest delegation) {
    return DelegationTerms.NONE;
  }

  /**
   * A token was made by exchange. Returns when what is kept of it is durable, or will be soon
   * unless the server is killed; that some of it is kept already is no fault. The exchange itself
   * is in the audit log before anybody has the token, and nobody gets it if this throws.
   */
  default void onTokenExchanged(TenantContext tenant, ExchangedToken exchanged) {
    // as a rule nothing is kept
  }

  /**
   * What a token ends with.
   *
   * @param delegationIds ids of what people consented to; the token ends when {@link
   *     org.lumoauth.api.token.TokenService#revokeAll} is told of one, with the type {@code
   *     delegation}
   * @param until when it ends at the latest
   */
  record DelegationTerms(List<String> delegationIds, Optional<Instant> until) {

    /** Nothing but what every token ends with. */
    public static final DelegationTerms NONE = new DelegationTerms(List.of(), Optional.empty());

    public DelegationTerms {
      delegationIds = List.copyOf(delegationIds);
    }
  }
}
