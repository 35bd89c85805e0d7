/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.grant.CibaGrantHandler;
import org.lumoauth.oauth.ciba.notify.BackchannelTaskStore;
import org.lumoauth.oauth.ciba.notify.CibaWakeSignal;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;
import org.lumoauth.oauth.ciba.state.BackchannelRequestStore;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores a user's decision. */
@Component(service = BackchannelDecisionHandler.class)
public final class BackchannelDecisionHandler {

  private final BackchannelRequestStore requests;
  private final IdGenerator identifiers;
  private final ConsentService consents;
  private final AuthorizationGrantService grants;
  private final BackchannelTaskStore tasks;
  private final CibaWakeSignal worker;
  private final CibaAudit audit;

  @Activate
  public BackchannelDecisionHandler(
      @Reference BackchannelRequestStore requests,
      @Reference IdGenerator identifiers,
      @Reference ConsentService consents,
      @Reference AuthorizationGrantService grants,
      @Reference BackchannelTaskStore tasks,
      @Reference CibaWakeSignal worker,
      @Reference CibaAudit audit) {
    this.requests = requests;
    this.identifiers = identifiers;
    this.consents = consents;
    this.grants = grants;
    this.tasks = tasks;
    this.worker = worker;
    this.audit = audit;
  }

  /**
   * Stores an approval; returns false if the request was already answered. Returns once it is in
   * the audit log.
   */
  boolean allow(
      HttpExchange exchange, Session session, ShortLivedRecord<BackchannelRequest> found) {
    TenantContext tenant = exchange.tenant();
    BackchannelRequest asked = found.value();
    AuthorizationGrant grant = grant(session, asked);
    audit.recordGranted(tenant, grant, asked, exchange.requestInfo());
    consents.grant(
        tenant,
        session.subject(),
        asked.clientId(),
        asked.scope(),
        asked.resources(),
        asked.details());
    // From here on the grant can be revoked, even before the client has its tokens.
    grants.add(tenant, grant, CibaGrantHandler.TYPE);
    if (requests.answer(tenant, found, asked.granted(grant))) {
      tell(tenant, asked);
      return true;
    }
    grants.end(tenant, grant.id());
    return false;
  }

  /**
   * Stores a denial; returns false if the request was already answered. Returns once it is in the
   * audit log.
   */
  boolean deny(HttpExchange exchange, Session session, ShortLivedRecord<BackchannelRequest> found) {
    BackchannelRequest asked = found.value();
    audit.recordDenied(exchange.tenant(), session.subject(), asked, exchange.requestInfo());
    boolean kept = requests.answer(exchange.tenant(), found, asked.refused());
    if (kept) {
      tell(exchange.tenant(), asked);
    }
    return kept;
  }

  private void tell(TenantContext tenant, BackchannelRequest asked) {
    if (asked.telling().isPresent()) {
      tasks.expedite(
          tenant.id(), asked.id(), BackchannelTaskStore.BackchannelTaskType.TELL, requests.now());
      worker.wake();
    }
  }

  private AuthorizationGrant grant(Session session, BackchannelRequest asked) {
    return new AuthorizationGrant(
        identifiers.next("grn_"),
        asked.clientId(),
        session.subject(),
        asked.scope(),
        asked.resources(),
        Optional.of(session.id()),
        Optional.of(session.authenticatedAt()),
        Optional.of(session.acr()),
        session.amr(),
        Optional.empty(),
        Map.of(),
        asked.details(),
        Optional.empty());
  }
}
