package org.lumoauth.oauth.idjag;

import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientDirectory;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.SubjectIdentifierService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the other server calls people. It signs them in by this one, as a client of its own, and a
 * grant names them as the ID tokens of that client do: whoever asks for it, somebody is one person
 * there. The client that asks reads the grant, and is told no name in it that it is not to know.
 *
 * @see <a
 *     href="https://datatracker.ietf.org/doc/draft-ietf-oauth-identity-assertion-authz-grant/">the
 *     draft's claim {@code sub}: the subject at the resource authorization server</a>
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#SubjectIDTypes">OpenID
 *     Connect Core section 8</a>
 */
@Component(service = AudienceSubjectIdentifiers.class)
public final class AudienceSubjectIdentifiers {

  private final SettingsStore settings;
  private final ClientDirectory clients;
  private final SubjectIdentifierService subjects;

  @Activate
  public AudienceSubjectIdentifiers(
      @Reference SettingsStore settings,
      @Reference ClientDirectory clients,
      @Reference SubjectIdentifierService subjects) {
    this.settings = settings;
    this.clients = clients;
    this.subjects = subjects;
  }

  /**
   * The name of a subject there.
   *
   * @param asking the client that gets the grant
   * @throws OAuthException {@code invalid_target} if the client is not to know that name, or nobody
   *     knows what it is
   */
  String of(TenantContext tenant, Client asking, String audience, SubjectRef subject) {
    String name =
        IdJagSettings.clientOf(settings, tenant, audience)
            .map(id -> subjects.of(tenant, known(tenant, id), subject))
            .orElse(subject.id());
    if (subjects.isPairwise(asking, subject) && name.equals(subject.id())) {
      throw OAuthException.invalidTarget(
          "The audience knows people by their ids, which this client is not to learn; an"
              + " administrator names a client of the audience with subject_type pairwise in the"
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
                    "There is no client of the id that the setting audienceClients of id-jag"
                        + " has for that audience."));
  }
}
