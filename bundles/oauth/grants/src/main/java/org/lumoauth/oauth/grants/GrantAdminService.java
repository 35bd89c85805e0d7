/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists and revokes grants for administrators of sessions. */
@Component(service = GrantAdminService.class)
public final class GrantAdminService {

  private final AuthorizationGrantStore store;
  private final StoredAuthorizationGrantService grants;
  private final UserDirectory users;
  private final ClientDirectory clients;
  private final TokenService tokens;
  private final AuditLog log;

  @Activate
  public GrantAdminService(
      @Reference AuthorizationGrantStore store,
      @Reference StoredAuthorizationGrantService grants,
      @Reference UserDirectory users,
      @Reference ClientDirectory clients,
      @Reference TokenService tokens,
      @Reference AuditLog log) {
    this.store = store;
    this.grants = grants;
    this.users = users;
    this.clients = clients;
    this.tokens = tokens;
    this.log = log;
  }

  /**
   * Lists grants, newest first by default.
   *
   * @param user an ID or email address
   * @param ended true for revoked grants, false for grants that were not revoked, whether expired
   *     or not
   */
  public Page<StoredGrant> list(
      TenantContext tenant,
      Optional<String> user,
      Optional<String> clientId,
      Optional<Boolean> ended,
      PageRequest page) {
    Optional<String> subjectId =
        user.map(text -> users.findByUserInput(tenant, text).map(User::id).orElse(text));
    Optional<String> searched =
        page.search().flatMap(text -> users.findByUserInput(tenant, text)).map(User::id);
    return store.page(tenant.id(), new GrantQuery(subjectId, clientId, searched, ended), page);
  }

  /**
   * Revokes a grant.
   *
   * @param over called with the subject before the grant is revoked; throws if the administrator
   *     may not act on it
   * @throws ApiException 404 {@code resource_not_found} if the grant does not exist
   */
  public void end(
      TenantContext tenant,
      String grantId,
      AuditInitiator by,
      Consumer<Collection<SubjectRef>> over) {
    StoredGrant found =
        store
            .find(tenant.id(), grantId)
            .orElseThrow(() -> ApiException.notFound("The token does not exist."));
    over.accept(Set.of(found.summary().subject()));
    grants.end(tenant, grantId);
    recordEnded(tenant, by, "grant", grantId, 1);
  }

  /**
   * Revokes all grants of a user.
   *
   * @param user an ID or email address
   * @param over called with the user before any grant is revoked; throws if the administrator may
   *     not act on the user
   * @throws ApiException 404 {@code resource_not_found} if the user does not exist
   */
  public void endOfUser(
      TenantContext tenant, String user, AuditInitiator by, Consumer<Collection<SubjectRef>> over) {
    User found =
        users
            .findByUserInput(tenant, user)
            .orElseThrow(() -> ApiException.notFound("The user does not exist."));
    over.accept(Set.of(new SubjectRef(SubjectRef.USER, found.id())));
    List<StoredGrant> ending = store.findBySubject(tenant.id(), found.id());
    grants.endAll(tenant, ending);
    tokens.revokeAll(tenant, new SubjectRef(SubjectRef.USER, found.id()));
    recordEnded(tenant, by, "user", found.id(), ending.size());
  }

  /**
   * Revokes all grants of a client.
   *
   * @param over called with the subjects before any grant is revoked; throws if the administrator
   *     may not act on one of them
   * @throws ApiException 404 {@code resource_not_found} if the client does not exist
   */
  public void endOfClient(
      TenantContext tenant,
      String clientId,
      AuditInitiator by,
      Consumer<Collection<SubjectRef>> over) {
    if (clients.find(tenant, clientId).isEmpty()) {
      throw ApiException.notFound("The client does not exist.");
    }
    SubjectRef client = new SubjectRef(SubjectRef.CLIENT, clientId);
    List<StoredGrant> ending = store.findByClient(tenant.id(), clientId);
    over.accept(
        Stream.concat(Stream.of(client), ending.stream().map(grant -> grant.summary().subject()))
            .collect(Collectors.toSet()));
    grants.endAll(tenant, ending);
    tokens.revokeAll(tenant, client);
    recordEnded(tenant, by, "client", clientId, ending.size());
  }

  private void recordEnded(
      TenantContext tenant, AuditInitiator by, String type, String id, int grants) {
    log.record(
        tenant.id(),
        by.auditEvent("grants.revoked", "Grants and the tokens issued from them were revoked.")
            .withTarget(type, id)
            .withDetail("grants", grants));
  }
}
