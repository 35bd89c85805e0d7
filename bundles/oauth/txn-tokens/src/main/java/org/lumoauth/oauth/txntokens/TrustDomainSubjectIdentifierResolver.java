/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.txntokens;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.SubjectIdentifierService;

/**
 * Determines the {@code sub} for a trust domain. It is the same for all services of the domain,
 * because it must be unique within it (draft-ietf-oauth-transaction-tokens, Txn-Token Request
 * Processing). The requesting client can read the token, so it must not contain an identifier that
 * the client may not learn.
 */
final class TrustDomainSubjectIdentifierResolver {

  private final SettingsStore settings;
  private final SubjectIdentifierService subjects;

  TrustDomainSubjectIdentifierResolver(SettingsStore settings, SubjectIdentifierService subjects) {
    this.settings = settings;
    this.subjects = subjects;
  }

  /**
   * Returns the subject identifier for a trust domain.
   *
   * @param asking the client that receives the token
   * @throws OAuthException {@code invalid_target} if the client may not learn the identifier
   */
  String of(TenantContext tenant, Client asking, String domain, SubjectRef subject) {
    if (TxnTokenSettings.PAIRWISE_SUBJECTS.read(settings, tenant)) {
      return subjects.ofSector(tenant, "trust-domain " + domain, subject);
    }
    if (subjects.isPairwise(asking, subject)) {
      throw OAuthException.invalidTarget(
          "The trust domain identifies users by their IDs, which this client is not "
              + "allowed to learn. An"
              + " administrator must set subjectType of txn-tokens to pairwise.");
    }
    return subject.id();
  }
}
