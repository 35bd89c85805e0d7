/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lumoauth.agents.ssf.SsfSettings;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Resolves the identifiers that a receiver knows a subject by. A client with pairwise identifiers
 * (OpenID Connect Core section 8) gets those and no identifier that could correlate users.
 */
@Component(service = ReceiverSubjectIdentifierResolver.class)
public final class ReceiverSubjectIdentifierResolver {

  private static final String PAIRWISE = "pairwise";

  private final ClientDirectory clients;
  private final UserDirectory users;
  private final SettingsStore settings;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile IdTokenHintReader idTokens;

  @Activate
  public ReceiverSubjectIdentifierResolver(
      @Reference ClientDirectory clients,
      @Reference UserDirectory users,
      @Reference SettingsStore settings) {
    this.clients = clients;
    this.users = users;
    this.settings = settings;
  }

  ReceiverSubjectIdentifierResolver with(IdTokenHintReader some) {
    idTokens = some;
    return this;
  }

  /**
   * Returns the identifiers of a subject for a receiver.
   *
   * @param audience the client's id
   * @param address the subject's address, if it is known without the directory
   * @throws ApiException 503 {@code module_unavailable} if the identifiers cannot be determined
   */
  public ReceiverSubjectIdentifiers resolve(
      TenantContext tenant, String audience, SubjectRef subject, Optional<String> address) {
    if (!subject.type().equals(SubjectRef.USER)) {
      return new ReceiverSubjectIdentifiers(
          SubjectIdentifier.issSub(tenant.issuer(), subject.id()),
          List.of(SubjectIdentifier.opaque(subject.id())));
    }
    Optional<Client> client = clients.find(tenant, audience);
    var named = SubjectIdentifier.issSub(tenant.issuer(), sub(tenant, client, subject));
    var mail = mail(tenant, subject, address);
    if (client.filter(ReceiverSubjectIdentifierResolver::pairwise).isPresent()) {
      return new ReceiverSubjectIdentifiers(named, mail.stream().toList());
    }
    var opaque = SubjectIdentifier.opaque(subject.id());
    List<SubjectIdentifier> all = new ArrayList<>(List.of(named, opaque));
    mail.ifPresent(all::add);
    SubjectIdentifier name =
        switch (SsfSettings.SUBJECT_FORMAT.read(settings, tenant)) {
          case SsfSettings.EMAIL -> mail.orElse(named);
          case SsfSettings.OPAQUE -> opaque;
          default -> named;
        };
    all.remove(name);
    return new ReceiverSubjectIdentifiers(name, all);
  }

  private String sub(TenantContext tenant, Optional<Client> client, SubjectRef subject) {
    IdTokenHintReader now = idTokens;
    if (client.isPresent() && now != null) {
      return now.subjectIdentifier(tenant, client.get(), subject);
    }
    if (client.filter(ReceiverSubjectIdentifierResolver::pairwise).isPresent()) {
      throw ApiException.moduleUnavailable("oauth-openid");
    }
    return subject.id();
  }

  /** Returns the e-mail identifier. Only a verified address identifies a user. */
  private Optional<SubjectIdentifier> mail(
      TenantContext tenant, SubjectRef subject, Optional<String> address) {
    Optional<User> user = users.find(tenant, subject.id());
    return user.isPresent()
        ? user.filter(User::emailVerified).map(found -> SubjectIdentifier.email(found.email()))
        : address.map(
            SubjectIdentifier
                ::email); // the user was deleted, so no other user can claim the address
  }

  private static boolean pairwise(Client client) {
    return PAIRWISE.equals(client.metadata().get("subject_type"));
  }
}
