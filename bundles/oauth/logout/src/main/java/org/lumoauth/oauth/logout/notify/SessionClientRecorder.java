/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.notify;

import java.time.Instant;
import java.util.Map;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.TokenResponseContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.oauth.logout.LogoutMetadataContributor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Records clients that receive tokens in a session and registered for logout notifications. Adds no
 * members to the response.
 */
@Component(property = {"lumoauth.kind=token-response", "lumoauth.name=oauth-logout"})
public final class SessionClientRecorder implements TokenResponseContributor {

  private final LogoutClientAndDeliveryStore store;

  /** Optional, because token refreshes do not need the session module. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile SessionService sessions;

  @Activate
  public SessionClientRecorder(@Reference LogoutClientAndDeliveryStore store) {
    this.store = store;
  }

  SessionClientRecorder(LogoutClientAndDeliveryStore store, SessionService sessions) {
    this.store = store;
    this.sessions = sessions;
  }

  @Override
  public Map<String, Object> members(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      IssuedToken accessToken) {
    boolean again = // The client was recorded with its first tokens.
        "refresh_token".equals(request.request().parameter("grant_type").orElse(""));
    if (!again && wantsToKnow(request.client())) {
      String clientId = request.client().clientId();
      grant.sessionId().ifPresent(id -> note(tenant, id, clientId, grant.subject()));
    }
    return Map.of();
  }

  /**
   * Records the client, then checks the session again. If the session is revoked after that check,
   * the record already exists and the client is notified.
   */
  private void note(TenantContext tenant, String sessionId, String clientId, SubjectRef subject) {
    store.recordClient(tenant.id(), sessionId, clientId, subject, Instant.now());
    SessionService known = sessions;
    if (known != null && known.find(tenant, sessionId).isEmpty()) {
      store.scheduleDeliveries(tenant.id(), sessionId, Instant.now());
    }
  }

  private static boolean wantsToKnow(Client client) {
    return client.clientId().length() <= LogoutClientAndDeliveryStore.MAX_CLIENT_ID
        && (LogoutMetadataContributor.frontChannel(client).isPresent()
            || LogoutMetadataContributor.backChannel(client).isPresent());
  }
}
