/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Links subjects of an issuer to users. Links are created only by administrators. */
@Component(service = SubjectLinkService.class)
public final class SubjectLinkService {

  private final TrustedIssuerAdminService issuers;
  private final SubjectLinkStore store;
  private final UserDirectory users;
  private final IdGenerator identifiers;
  private final TokenService tokens;
  private final TrustedIssuerAudit audit;

  @Activate
  public SubjectLinkService(
      @Reference TrustedIssuerAdminService issuers,
      @Reference SubjectLinkStore store,
      @Reference UserDirectory users,
      @Reference IdGenerator identifiers,
      @Reference TokenService tokens,
      @Reference AuditLog log) {
    this.issuers = issuers;
    this.store = store;
    this.users = users;
    this.identifiers = identifiers;
    this.tokens = tokens;
    this.audit = new TrustedIssuerAudit(log);
  }

  /**
   * Returns the links of an issuer, sorted by subject.
   *
   * @throws ApiException 404 {@code resource_not_found} if the issuer does not exist
   */
  public Page<SubjectLink> list(TenantContext tenant, String issuerId, PageRequest page) {
    issuers.get(tenant, issuerId);
    return store.list(tenant.id(), issuerId, page);
  }

  /**
   * Links a subject to a user.
   *
   * @param subject the {@code sub} in the issuer's form
   * @param user the ID or email address of a user
   * @throws ApiException 404 {@code resource_not_found} if the issuer does not exist, 409 {@code
   *     duplicate_resource} if the subject is linked, 422 {@code validation_error} if the user does
   *     not exist
   */
  public SubjectLink link(
      TenantContext tenant, String issuerId, String subject, String user, AuditInitiator by) {
    RegisteredIssuer issuer = issuers.get(tenant, issuerId);
    String userId =
        users
            .find(tenant, user)
            .map(found -> found.id())
            .orElseThrow(() -> ApiException.invalid("userId", "The user does not exist."));
    var link =
        new SubjectLink(
            identifiers.next("tsl_"),
            subject,
            userId,
            Instant.now().truncatedTo(ChronoUnit.MICROS));
    try {
      store.add(tenant.id(), issuerId, link);
    } catch (DuplicateKeyException e) {
      throw ApiException.duplicate(
          "The subject is already linked to a user. Delete that link first.");
    }
    audit.record(
        tenant,
        by,
        "trusted_issuer.subject_linked",
        issuer,
        "A subject of a trusted issuer was linked to a user.",
        Map.of("subject", subject, "user_id", userId));
    return link;
  }

  /**
   * Deletes a link and revokes the tokens that came from the issuer.
   *
   * @throws ApiException 404 {@code resource_not_found} if the link does not exist
   */
  public void unlink(TenantContext tenant, String issuerId, String linkId, AuditInitiator by) {
    RegisteredIssuer issuer = issuers.get(tenant, issuerId);
    SubjectLink link =
        store.find(tenant.id(), issuerId, linkId).orElseThrow(SubjectLinkService::unknown);
    OutboxEvents ending = issuers.tokenRevocation(tenant, issuer);
    if (!store.remove(tenant.id(), issuerId, linkId, ending)) {
      throw unknown();
    }
    tokens.revokeAll(tenant, issuer.subject());
    ending.publish();
    audit.record(
        tenant,
        by,
        "trusted_issuer.subject_unlinked",
        issuer,
        "The link of a trusted issuer's subject to a user was deleted.",
        Map.of("subject", link.subject(), "user_id", link.userId()));
  }

  private static ApiException unknown() {
    return ApiException.notFound("The subject link does not exist.");
  }
}
