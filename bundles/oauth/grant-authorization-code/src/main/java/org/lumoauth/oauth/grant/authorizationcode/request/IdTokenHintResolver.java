/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Resolves subjects of ID tokens if a module for ID tokens is installed. */
@Component(service = IdTokenHintResolver.class)
public final class IdTokenHintResolver {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile IdTokenHintReader idTokens;

  public IdTokenHintResolver() {}

  IdTokenHintResolver(IdTokenHintReader idTokens) {
    this.idTokens = idTokens;
  }

  /**
   * Returns the subject of an {@code id_token_hint}. The ID token must have been issued to this
   * client, because a token of another client would disclose the user's identity (OpenID Connect
   * Core section 3.1.2.1).
   *
   * @throws OAuthException {@code invalid_request} if the token was not issued to the client
   */
  Optional<String> subject(TenantContext tenant, Client client, Optional<String> hint) {
    if (hint.isEmpty()) {
      return Optional.empty();
    }
    IdTokenHintReader present = idTokens;
    return Optional.of(
        Optional.ofNullable(present)
            .flatMap(reader -> reader.readHint(tenant, hint.get()))
            .filter(told -> told.audience().contains(client.clientId()))
            .map(IdTokenHintReader.IdTokenHint::subject)
            .filter(subject -> subject.type().equals(SubjectRef.USER))
            .map(SubjectRef::id)
            .orElseThrow(
                () ->
                    OAuthException.invalidRequest(
                        "The id_token_hint must be an ID token issued to this client.")));
  }

  /** Returns the {@code sub} value that the client receives for the subject. */
  public String identifier(TenantContext tenant, Client client, SubjectRef subject) {
    IdTokenHintReader present = idTokens;
    return present == null ? subject.id() : present.subjectIdentifier(tenant, client, subject);
  }
}
