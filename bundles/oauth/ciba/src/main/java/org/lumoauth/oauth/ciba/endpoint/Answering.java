package org.lumoauth.oauth.ciba.endpoint;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.oauth.AuthorizationGrant;
import org.lumoauth.api.oauth.AuthorizationGrants;
import org.lumoauth.api.oauth.Consents;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.grant.CibaGrant;
import org.lumoauth.oauth.ciba.notify.Tasks;
import org.lumoauth.oauth.ciba.notify.Wake;
import org.lumoauth.oauth.ciba.state.Asked;
import org.lumoauth.oauth.ciba.state.AskedRequests;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what a person said. */
@Component(service = Answering.class)
public final class Answering {

  private final AskedRequests requests;
  private final Identifiers identifiers;
  private final Consents consents;
  private final AuthorizationGrants grants;
  private final Tasks tasks;
  private final Wake worker;
  private final CibaAudit audit;

  @Activate
  public Answering(
      @Reference AskedRequests requests,
      @Reference Identifiers identifiers,
      @Reference Consents consents,
      @Reference AuthorizationGrants grants,
      @Reference Tasks tasks,
      @Reference Wake worker,
      @Reference CibaAudit audit) {
    this.requests = requests;
    this.identifiers = identifiers;
    this.consents = consents;
    this.grants = grants;
    this.tasks = tasks;
    this.worker = worker;
    this.audit = audit;
  }

  /** Says yes; false if it was answered already. Returns once the audit log has it. */
  boolean allow(Exchange exchange, Session session, Entry<Asked> found) {
    TenantContext tenant = exchange.tenant();
    Asked asked = found.value();
    AuthorizationGrant grant = grant(session, asked);
    audit.granted(tenant, grant, asked, exchange.requestInfo());
    consents.give(
        tenant,
        session.subject(),
        asked.clientId(),
        asked.scope(),
        asked.resources(),
        asked.details());
    // From here on it can be taken back, even before the client has its tokens.
    grants.add(tenant, grant, CibaGrant.TYPE);
    if (requests.answer(tenant, found, asked.granted(grant))) {
      tell(tenant, asked);
      return true;
    }
    grants.end(tenant, grant.id());
    return false;
  }

  /** Says no; false if it was answered already. Returns once the audit log has it. */
  boolean deny(Exchange exchange, Session session, Entry<Asked> found) {
    Asked asked = found.value();
    audit.denied(exchange.tenant(), session.subject(), asked, exchange.requestInfo());
    boolean kept = requests.answer(exchange.tenant(), found, asked.refused());
    if (kept) {
      tell(exchange.tenant(), asked);
    }
    return kept;
  }

  private void tell(TenantContext tenant, Asked asked) {
    if (asked.telling().isPresent()) {
      tasks.hasten(tenant.id(), asked.id(), Tasks.Kind.TELL, requests.now());
      worker.wake();
    }
  }

  private AuthorizationGrant grant(Session session, Asked asked) {
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
