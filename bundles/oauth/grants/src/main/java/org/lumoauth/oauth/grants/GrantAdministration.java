package org.lumoauth.oauth.grants;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What those who manage sessions do with grants. */
@Component(service = GrantAdministration.class)
public final class GrantAdministration {

  private final GrantStore store;
  private final StoredGrants grants;
  private final UserDirectory users;
  private final Clients clients;
  private final TokenService tokens;
  private final GrantAudit audit;
  private final InstantSource clock = InstantSource.system();

  @Activate
  public GrantAdministration(
      @Reference GrantStore store,
      @Reference StoredGrants grants,
      @Reference UserDirectory users,
      @Reference Clients clients,
      @Reference TokenService tokens,
      @Reference AuditLog log) {
    this.store = store;
    this.grants = grants;
    this.users = users;
    this.clients = clients;
    this.tokens = tokens;
    this.audit = new GrantAudit(log);
  }

  /**
   * Grants, the newest first.
   *
   * @param user id or e-mail address
   */
  public Page<StoredGrant> list(
      TenantContext tenant,
      Optional<String> user,
      Optional<String> clientId,
      Optional<Boolean> ended,
      PageRequest page) {
    Optional<String> subjectId =
        user.map(text -> users.find(tenant, text).map(User::id).orElse(text));
    return store.page(
        tenant.id(), new GrantQuery(subjectId, clientId, ended), page, clock.instant());
  }

  /**
   * Ends one grant.
   *
   * @throws Problem 404 {@code resource_not_found}
   */
  public void end(TenantContext tenant, String grantId, Initiator by) {
    if (store.find(tenant.id(), grantId).isEmpty()) {
      throw Problem.notFound("There is no such token.");
    }
    grants.end(tenant, grantId);
    audit.ended(tenant, by, new Target("grant", grantId, Optional.empty()), 1);
  }

  /**
   * Ends all tokens of a user.
   *
   * @param user id or e-mail address
   * @throws Problem 404 {@code resource_not_found}
   */
  public void endOfUser(TenantContext tenant, String user, Initiator by) {
    User found =
        users.find(tenant, user).orElseThrow(() -> Problem.notFound("There is no such user."));
    List<StoredGrant> ending = store.ofSubject(tenant.id(), found.id());
    grants.endAll(tenant, ending);
    tokens.revokeAll(tenant, new SubjectRef(SubjectRef.USER, found.id()));
    audit.ended(tenant, by, new Target("user", found.id(), Optional.empty()), ending.size());
  }

  /**
   * Ends all tokens of a client.
   *
   * @throws Problem 404 {@code resource_not_found}
   */
  public void endOfClient(TenantContext tenant, String clientId, Initiator by) {
    if (clients.find(tenant, clientId).isEmpty()) {
      throw Problem.notFound("There is no such client.");
    }
    List<StoredGrant> ending = store.ofClient(tenant.id(), clientId);
    grants.endAll(tenant, ending);
    tokens.revokeAll(tenant, new SubjectRef(SubjectRef.CLIENT, clientId));
    audit.ended(tenant, by, new Target("client", clientId, Optional.empty()), ending.size());
  }
}
