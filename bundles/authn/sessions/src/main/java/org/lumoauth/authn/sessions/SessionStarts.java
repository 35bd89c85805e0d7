package org.lumoauth.authn.sessions;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions.Begun;
import org.lumoauth.api.authn.Sessions.NewSession;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.BaseUrl;
import org.lumoauth.platform.web.HostCookie;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins sessions; whoever signs in again goes on with theirs, by another secret. */
final class SessionStarts {
  private static final Logger LOG = LoggerFactory.getLogger(SessionStarts.class);

  private final SessionStore store;
  private final SessionMemory memory;
  private final SessionJournal journal;
  private final KnownSessions known;
  private final SessionEnds ends;
  private final NewSessions made;
  private final SettingsStore settings;
  private final BaseUrl base;
  private final AtomicBoolean warned = new AtomicBoolean();

  SessionStarts(
      SessionStore store,
      SessionMemory memory,
      SessionJournal journal,
      KnownSessions known,
      SessionEnds ends,
      NewSessions made,
      SettingsStore settings,
      BaseUrl base) {
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
   * Begins one.
   *
   * @param more what to record of it besides
   */
  Begun begin(
      TenantContext tenant,
      NewSession session,
      RequestView request,
      Function<Session, List<AuditEvent>> more) {
    warnOfPlainHttp();
    var policy = SessionPolicy.of(settings.read(tenant, SessionSettings.SECTION));
    var secret = made.secret();
    var old = known.recognized(tenant, request).map(StoredSession::session);
    var same = old.filter(before -> before.subject().equals(session.subject()));
    var begun =
        same.map(before -> made.again(session, policy, before, request, secret))
            .filter(stored -> renewed(tenant, stored, more));
    if (begun.isEmpty()) {
      old.ifPresent(before -> ends.end(tenant, before.id(), SessionJournal.own(before)));
      begun = Optional.of(made.first(session, policy, request, secret));
      start(tenant, begun.get(), more);
      ends.endOldest(tenant, session.subject(), policy);
    }
    var cookie =
        new SessionCookie(begun.get().session().id(), secret)
            .header(
                base,
                tenant,
                session.remembered() ? Optional.of(policy.remembered()) : Optional.empty());
    return new Begun(begun.get().shown(), cookie);
  }

  private boolean renewed(
      TenantContext tenant, StoredSession stored, Function<Session, List<AuditEvent>> more) {
    if (!store.renew(tenant.id(), stored)) {
      return false; // it was ended meanwhile
    }
    memory.forget(tenant.id(), stored.session().id());
    journal.renewed(tenant, stored.session(), more.apply(stored.shown()));
    return true;
  }

  private void start(
      TenantContext tenant, StoredSession stored, Function<Session, List<AuditEvent>> more) {
    store.insert(tenant.id(), stored);
    journal.started(tenant, stored.session(), more.apply(stored.shown()));
  }

  private void warnOfPlainHttp() {
    if (!HostCookie.secure(base.value()) && warned.compareAndSet(false, true)) {
      LOG.warn("session_cookies_unprotected base_url={} reason=\"plain http\"", base.value());
    }
  }
}
