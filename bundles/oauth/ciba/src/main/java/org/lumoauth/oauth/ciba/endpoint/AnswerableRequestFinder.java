/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.ciba.CibaAudit;
import org.lumoauth.oauth.ciba.grant.CibaGrantHandler;
import org.lumoauth.oauth.ciba.state.BackchannelRequest;
import org.lumoauth.oauth.ciba.state.BackchannelRequestStore;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the requests that a user may answer: open requests for this user from enabled clients. */
@Component(service = AnswerableRequestFinder.class)
public final class AnswerableRequestFinder {

  private final BackchannelRequestStore requests;
  private final ClientDirectory clients;
  private final SubjectDirectory subjects;
  private final CibaAudit audit;

  /**
   * A request that the user may answer.
   *
   * @param client the client that sent it
   * @param entry the stored request
   */
  record AnswerableRequest(Client client, ShortLivedRecord<BackchannelRequest> entry) {
    BackchannelRequest asked() {
      return entry.value();
    }
  }

  /**
   * A pending request.
   *
   * @param client the client that sent it
   * @param asked the request
   */
  record PendingRequestSummary(Client client, BackchannelRequest asked) {}

  @Activate
  public AnswerableRequestFinder(
      @Reference BackchannelRequestStore requests,
      @Reference ClientDirectory clients,
      @Reference SubjectDirectory subjects,
      @Reference CibaAudit audit) {
    this.requests = requests;
    this.clients = clients;
    this.subjects = subjects;
    this.audit = audit;
  }

  /** Returns the request with this id; empty if the user may not answer it. */
  Optional<AnswerableRequest> find(HttpExchange exchange, Session session, String id) {
    TenantContext tenant = exchange.tenant();
    Optional<ShortLivedRecord<BackchannelRequest>> entry = requests.find(tenant, id);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    BackchannelRequest asked = entry.get().value();
    if (!theirs(session, asked)) {
      audit.recordWrongSubject(tenant, session.subject(), asked, exchange.requestInfo());
      return Optional.empty();
    }
    boolean open = asked.isOpen(requests.now()) && enabled(tenant, session.subject());
    return entry
        .filter(any -> open)
        .flatMap(of -> client(tenant, asked).map(client -> new AnswerableRequest(client, of)));
  }

  /** Returns the pending requests of the user, the oldest first. */
  List<PendingRequestSummary> list(TenantContext tenant, Session session) {
    if (!session.subject().type().equals(SubjectRef.USER)) {
      return List.of();
    }
    return requests.findOpen(tenant, session.subject().id()).stream()
        .flatMap(
            asked ->
                client(tenant, asked)
                    .map(client -> new PendingRequestSummary(client, asked))
                    .stream())
        .toList();
  }

  private static boolean theirs(Session session, BackchannelRequest asked) {
    return session.subject().type().equals(SubjectRef.USER)
        && asked.userId().equals(Optional.of(session.subject().id()));
  }

  private boolean enabled(TenantContext tenant, SubjectRef subject) {
    return subjects.status(tenant, subject) == SubjectStatus.ENABLED;
  }

  private Optional<Client> client(TenantContext tenant, BackchannelRequest asked) {
    return clients
        .find(tenant, asked.clientId())
        .filter(Client::enabled)
        .filter(client -> client.grantTypes().contains(CibaGrantHandler.TYPE));
  }
}
