/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.SubjectIdentifierService;

/**
 * Determines the {@code sub} for another authorization server. That server signs users in with this
 * server as one of its clients, so a grant uses the subject identifiers of that client: a user is
 * the same subject regardless of the requesting client. The requesting client can read the grant,
 * so it must not contain an identifier that the client may not learn.
 *
 * @see <a
 *     href="https://datatracker.ietf.org/doc/draft-ietf-oauth-identity-assertion-authz-grant/">the
 *     draft's claim {@code sub}: the subject at the resource authorization server</a>
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#SubjectIDTypes">OpenID
 *     Connect Core section 8</a>
 */
final class AudienceSubjectIdentifierResolver {

  private final SettingsStore settings;
  private final ClientDirectory clients;
  private final SubjectIdentifierService subjects;

  AudienceSubjectIdentifierResolver(
      SettingsStore settings, ClientDirectory clients, SubjectIdentifierService subjects) {
    this.settings = settings;
    this.clients = clients;
    this.subjects = subjects;
  }

  /**
   * Returns the subject identifier for an audience.
   *
   * @param asking the client that receives the grant
   * @throws OAuthException {@code invalid_target} if the client may not learn the identifier, or
   *     the identifier is unknown
   */
  String of(TenantContext tenant, Client asking, String audience, SubjectRef subject) {
    String name =
        IdJagSettings.clientOf(settings, tenant, audience)
            .map(id -> subjects.of(tenant, known(tenant, id), subject))
            .orElse(subject.id());
    if (subjects.isPairwise(asking, subject) && name.equals(subject.id())) {
      throw OAuthException.invalidTarget(
          "The audience identifies users by their IDs, which this client is not "
              + "allowed to learn. An"
              + " administrator must set a client of the audience with subject_type "
              + "pairwise in the"
              + " setting audienceClients of id-jag.");
    }
    return name;
  }

  private Client known(TenantContext tenant, String id) {
    return clients
        .find(tenant, id)
        .orElseThrow(
            () ->
                OAuthException.invalidTarget(
                    "The client in the setting audienceClients of id-jag for this audience"
                        + " does not exist."));
  }
}
