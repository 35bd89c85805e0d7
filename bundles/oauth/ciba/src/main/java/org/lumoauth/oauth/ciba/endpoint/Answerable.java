package org.lumoauth.oauth.ciba.endpoint;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.grant.CibaGrant;
import org.lumoauth.oauth.ciba.state.Asked;
import org.lumoauth.oauth.ciba.state.AskedRequests;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which requests a person may answer: those to them that are open, of clients that are enabled. */
@Component(service = Answerable.class)
public final class Answerable {

  private final AskedRequests requests;
  private final Clients clients;
  private final Subjects subjects;
  private final CibaAudit audit;

  /**
   * A request that the person may answer.
   *
   * @param client whose it is
   * @param entry what it asks, as it is stored
   */
  record Found(Client client, Entry<Asked> entry) {
    Asked asked() {
      return entry.value();
    }
  }

  /**
   * One of those that wait.
   *
   * @param client whose it is
   * @param asked what it asks
   */
  record Waiting(Client client, Asked asked) {}

  @Activate
  public Answerable(
      @Reference AskedRequests requests,
      @Reference Clients clients,
      @Reference Subjects subjects,
      @Reference CibaAudit audit) {
    this.requests = requests;
    this.clients = clients;
    this.subjects = subjects;
    this.audit = audit;
  }

  /** The request of this id; empty if there is none that the person may answer. */
  Optional<Found> find(Exchange exchange, Session session, String id) {
    TenantContext tenant = exchange.tenant();
    Optional<Entry<Asked>> entry = requests.find(tenant, id);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Asked asked = entry.get().value();
    if (!theirs(session, asked)) {
      audit.notTheirs(tenant, session.subject(), asked, exchange.requestInfo());
      return Optional.empty();
    }
    boolean open = asked.open(requests.now()) && enabled(tenant, session.subject());
    return entry
        .filter(any -> open)
        .flatMap(of -> client(tenant, asked).map(client -> new Found(client, of)));
  }

  /** What waits for the person, the oldest first. */
  List<Waiting> list(TenantContext tenant, Session session) {
    if (!session.subject().type().equals(SubjectRef.USER)) {
      return List.of();
    }
    return requests.open(tenant, session.subject().id()).stream()
        .flatMap(asked -> client(tenant, asked).map(client -> new Waiting(client, asked)).stream())
        .toList();
  }

  private static boolean theirs(Session session, Asked asked) {
    return session.subject().type().equals(SubjectRef.USER)
        && asked.userId().equals(Optional.of(session.subject().id()));
  }

  private boolean enabled(TenantContext tenant, SubjectRef subject) {
    return subjects.status(tenant, subject) == SubjectStatus.ENABLED;
  }

  private Optional<Client> client(TenantContext tenant, Asked asked) {
    return clients
        .find(tenant, asked.clientId())
        .filter(Client::enabled)
        .filter(client -> client.grantTypes().contains(CibaGrant.TYPE));
  }
}
