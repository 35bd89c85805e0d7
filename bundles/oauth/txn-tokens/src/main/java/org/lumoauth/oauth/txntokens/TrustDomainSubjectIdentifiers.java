package org.lumoauth.oauth.txntokens;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the services of a trust domain call people: one name for each, whichever of them asked, as
 * it has to be unique within the domain (draft-ietf-oauth-transaction-tokens, Txn-Token Request
 * Processing). The client that asks reads the token, and is told no name in it that it is not to
 * know.
 */
@Component(service = TrustDomainSubjectIdentifiers.class)
public final class TrustDomainSubjectIdentifiers {

  private final SettingsStore settings;
  private final SubjectIdentifierService subjects;

  @Activate
  public TrustDomainSubjectIdentifiers(
      @Reference SettingsStore settings, @Reference SubjectIdentifierService subjects) {
    this.settings = settings;
    this.subjects = subjects;
  }

  /**
   * The name of a subject there.
   *
   * @param asking the client that gets the token
   * @throws OAuthException {@code invalid_target} if the client is not to know that name
   */
  String of(TenantContext tenant, Client asking, String domain, SubjectRef subject) {
    if (TxnTokenSettings.pairwise(settings, tenant)) {
      return subjects.ofSector(tenant, "trust-domain " + domain, subject);
    }
    if (subjects.isPairwise(asking, subject)) {
      throw OAuthException.invalidTarget(
          "The trust domain knows people by their ids, which this client is not to learn; an"
              + " administrator sets subjectType of txn-tokens to pairwise.");
    }
    return subject.id();
  }
}
