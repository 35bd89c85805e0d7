/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.rest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.link.IdentityLinkService;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;

/**
 * Parses {@code AdminIdentitiesLinkRequest}: an identity at a provider. Identities of SAML and of
 * directories have other members and are not supported here.
 */
final class IdentityLinkRequest {

  private static final int MAX_NAME = 100;
  private static final int MAX_EMAIL = 254;
  private static final Set<String> OTHERS = Set.of("saml", "ldap");
  private static final Set<String> MEMBERS =
      Set.of(
          "type",
          "provider",
          "issuer",
          "subject",
          "email",
          "idp_id",
          "name_id",
          "ldap_config_id",
          "dn",
          "ldap_only");

  private final JsonObjectMemberReader members;

  IdentityLinkRequest(Map<String, Object> body) {
    this.members = JsonObjectMemberReader.of(body, MEMBERS);
    var type = members.requireText("type", MAX_NAME);
    if (OTHERS.contains(type)) {
      throw invalid(
          "Identities of the type " + type + " are not supported by any installed module.");
    }
    if (!type.equals(UserIdentitiesResource.SOCIAL)) {
      throw ApiException.invalid("type", "`type` must be social.");
    }
  }

  String provider() {
    return members.requireText("provider", MAX_NAME);
  }

  /** Returns the subject at the provider, compared byte for byte. */
  String subject() {
    return members.requireText("subject", IdentityLinkService.MAX_LENGTH);
  }

  /** Returns the email address at the provider, for display. */
  Optional<String> email() {
    var email = members.text("email", MAX_EMAIL).filter(text -> !text.isBlank());
    if (email.filter(text -> !EmailAddress.isValid(text)).isPresent()) {
      throw ApiException.invalid("email", "email " + EmailAddress.EXPECTED);
    }
    return email;
  }

  /**
   * Returns the issuer of the provider. If the request has an issuer, it must be the same.
   *
   * @param own the configured issuer; empty if unknown
   * @throws ApiException 422 {@code invalid_identity}
   */
  String issuer(Optional<String> own) {
    var said = members.text("issuer", IdentityLinkService.MAX_LENGTH);
    if (own.isEmpty() || said.filter(issuer -> !issuer.equals(own.get())).isPresent()) {
      throw invalid("`issuer` does not match the issuer of this identity provider.");
    }
    return own.get();
  }

  static ApiException invalid(String message) {
    return new ApiException(422, "invalid_identity", message);
  }
}
