/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService.NewSession;
import org.lumoauth.api.authn.SessionService.StartedSession;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.BaseUrlProvider;
import org.lumoauth.platform.web.page.HostCookie;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins sessions; a user who signs in again continues the existing session with a new secret. */
final class SessionStarter {
  private static final Logger LOG = LoggerFactory.getLogger(SessionStarter.class);

  private final SessionStore store;
  private final SessionCache memory;
  private final SessionEventRecorder journal;
  private final SessionLookup known;
  private final SessionTerminator ends;
  private final StoredSessionFactory made;
  private final SettingsStore settings;
  private final BaseUrlProvider base;
  private final AtomicBoolean warned = new AtomicBoolean();

  SessionStarter(
      SessionStore store,
      SessionCache memory,
      SessionEventRecorder journal,
      SessionLookup known,
      SessionTerminator ends,
      StoredSessionFactory made,
      SettingsStore settings,
      BaseUrlProvider base) {
    this.store = store;
    this.memory = memory;
    this.journal = journal;
    this.known = known;
    this.ends = ends;
    this.made = made;
    this.settings = settings;
    this.base = base;
  }

  /**
   * Begins a session.
   *
   * @param more creates further events to record
   */
  StartedSession begin(
      TenantContext tenant,
      NewSession session,
      HttpRequestView request,
      Function<Session, List<AuditEvent>> more) {
    warnOfPlainHttp();
    var policy = SessionPolicy.of(settings.read(tenant, SessionSettings.SECTION));
    var secret = made.secret();
    var old = known.findByCookie(tenant, request).map(StoredSession::session);
    var same = old.filter(before -> before.subject().equals(session.subject()));
    var begun =
        same.map(before -> made.createRenewed(session, policy, before, request, secret))
            .filter(stored -> renewed(tenant, stored, more));
    if (begun.isEmpty()) {
      old.ifPresent(
          before -> ends.end(tenant, before.id(), SessionEventRecorder.ownInitiator(before)));
      begun = Optional.of(made.createFirst(session, policy, request, secret));
      start(tenant, begun.get(), more);
      ends.endOldest(tenant, session.subject(), policy);
    }
    var cookie =
        new SessionCookie(begun.get().session().id(), secret)
            .header(
                base,
                tenant,
                session.remembered() ? Optional.of(policy.remembered()) : Optional.empty());
    return new StartedSession(begun.get().toSession(), cookie);
  }

  private boolean renewed(
      TenantContext tenant, StoredSession stored, Function<Session, List<AuditEvent>> more) {
    if (!store.renew(tenant.id(), stored)) {
      return false; // It was revoked concurrently.
    }
    memory.forget(tenant.id(), stored.session().id());
    journal.recordRenewal(tenant, stored.session(), more.apply(stored.toSession()));
    return true;
  }

  private void start(
      TenantContext tenant, StoredSession stored, Function<Session, List<AuditEvent>> more) {
    store.insert(tenant.id(), stored);
    journal.recordStart(tenant, stored.session(), more.apply(stored.toSession()));
  }

  private void warnOfPlainHttp() {
    if (!HostCookie.isSecure(base.value()) && warned.compareAndSet(false, true)) {
      LOG.warn("session_cookies_unprotected base_url={} reason=\"plain http\"", base.value());
    }
  }
}
