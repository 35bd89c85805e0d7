package org.lumoauth.oauth.trustedissuers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says who of an issuer is whom here. Only an administrator does; nothing is guessed. */
@Component(service = SubjectLinks.class)
public final class SubjectLinks {

  private final IssuerRegistry issuers;
  private final LinkStore store;
  private final UserDirectory users;
  private final Identifiers identifiers;
  private final TokenService tokens;
  private final IssuerAudit audit;

  @Activate
  public SubjectLinks(
      @Reference IssuerRegistry issuers,
      @Reference LinkStore store,
      @Reference UserDirectory users,
      @Reference Identifiers identifiers,
      @Reference TokenService tokens,
      @Reference AuditLog log) {
    this.issuers = issuers;
    this.store = store;
    this.users = users;
    this.identifiers = identifiers;
    this.tokens = tokens;
    this.audit = new IssuerAudit(log);
  }

  /**
   * The links of an issuer, by subject.
   *
   * @throws Problem 404 {@code resource_not_found}
   */
  public Page<LinkedSubject> list(TenantContext tenant, String issuerId, PageRequest page) {
    issuers.get(tenant, issuerId);
    return store.list(tenant.id(), issuerId, page);
  }

  /**
   * Links somebody.
   *
   * @param subject {@code sub}, in the issuer's own form
   * @param user the id or e-mail address of a user
   * @throws Problem 404 {@code resource_not_found}, 409 {@code duplicate_resource}, 422 {@code
   *     validation_error} if there is no such user
   */
  public LinkedSubject link(
      TenantContext tenant, String issuerId, String subject, String user, Initiator by) {
    RegisteredIssuer issuer = issuers.get(tenant, issuerId);
    String userId =
        users
            .find(tenant, user)
            .map(found -> found.id())
            .orElseThrow(() -> Problem.invalid("userId", "There is no such user."));
    var link =
        new LinkedSubject(
            identifiers.next("tsl_"),
            subject,
            userId,
            Instant.now().truncatedTo(ChronoUnit.MICROS));
    try {
      store.add(tenant.id(), issuerId, link);
    } catch (DuplicateKeyException e) {
      throw Problem.duplicate("This subject is linked already.");
    }
    audit.record(
        tenant,
        by,
        "trusted_issuer.subject_linked",
        issuer,
        "Somebody of an issuer was linked to a user.",
        Map.of("subject", subject, "user_id", userId));
    return link;
  }

  /**
   * Takes a link away, and ends the tokens that came from the issuer.
   *
   * @throws Problem 404 {@code resource_not_found}
   */
  public void unlink(TenantContext tenant, String issuerId, String linkId, Initiator by) {
    RegisteredIssuer issuer = issuers.get(tenant, issuerId);
    LinkedSubject link =
        store.find(tenant.id(), issuerId, linkId).orElseThrow(SubjectLinks::unknown);
    Announcement ending = issuers.endingTokens(tenant, issuer);
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
        "Somebody of an issuer is linked to a user no longer.",
        Map.of("subject", link.subject(), "user_id", link.userId()));
  }

  private static Problem unknown() {
    return Problem.notFound("There is no such link.");
  }
}
