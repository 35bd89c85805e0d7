package org.lumoauth.authn.sessions;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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

  Begun begin(TenantContext tenant, NewSession session, RequestView request) {
    warnOfPlainHttp();
    var policy = SessionPolicy.of(settings.read(tenant, SessionSettings.SECTION));
    var secret = made.secret();
    var old = known.recognized(tenant, request).map(StoredSession::session);
    var same = old.filter(before -> before.subject().equals(session.subject()));
    var begun = same.flatMap(before -> renewed(tenant, session, policy, before, request, secret));
    if (begun.isEmpty()) {
      old.ifPresent(before -> ends.end(tenant, before.id(), SessionJournal.own(before)));
      begun = Optional.of(started(tenant, session, policy, request, secret));
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

  private Optional<StoredSession> renewed(
      TenantContext tenant,
      NewSession session,
      SessionPolicy policy,
      Session old,
      RequestView request,
      String secret) {
    var stored = made.again(session, policy, old, request, secret);
    if (!store.renew(tenant.id(), stored)) {
      return Optional.empty(); // it was ended meanwhile
    }
    memory.forget(tenant.id(), old.id());
    journal.renewed(tenant, stored.session());
    return Optional.of(stored);
  }

  private StoredSession started(
      TenantContext tenant,
      NewSession session,
      SessionPolicy policy,
      RequestView request,
      String secret) {
    var stored = made.first(session, policy, request, secret);
    store.insert(tenant.id(), stored);
    journal.started(tenant, stored.session());
    return stored;
  }

  private void warnOfPlainHttp() {
    if (!HostCookie.secure(base.value()) && warned.compareAndSet(false, true)) {
      LOG.warn("session_cookies_unprotected base_url={} reason=\"plain http\"", base.value());
    }
  }
}
