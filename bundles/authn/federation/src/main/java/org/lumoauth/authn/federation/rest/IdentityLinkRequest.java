package org.lumoauth.authn.federation.rest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.link.IdentityLinkService;
import org.lumoauth.platform.web.JsonObjectMembers;

/**
 * Reads {@code AdminIdentitiesLinkRequest}: an identity of a provider. Those of SAML and of
 * directories have members of their own and are nobody's here.
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

  private final JsonObjectMembers members;

  IdentityLinkRequest(Map<String, Object> body) {
    this.members = JsonObjectMembers.of(body, MEMBERS);
    var type = members.requireText("type", MAX_NAME);
    if (OTHERS.contains(type)) {
      throw invalid("No module here knows identities of the type " + type + ".");
    }
    if (!type.equals(UserIdentitiesResource.SOCIAL)) {
      throw ApiException.invalid("type", "type is social.");
    }
  }

  String provider() {
    return members.requireText("provider", MAX_NAME);
  }

  /** Who it is there, byte for byte. */
  String subject() {
    return members.requireText("subject", IdentityLinkService.MAX_LENGTH);
  }

  /** The address there, to be shown. */
  Optional<String> email() {
    var email = members.text("email", MAX_EMAIL).filter(text -> !text.isBlank());
    if (email.filter(text -> !EmailAddress.isValid(text)).isPresent()) {
      throw ApiException.invalid("email", "email " + EmailAddress.EXPECTED);
    }
    return email;
  }

  /**
   * Who vouches: the provider's own, whether it is said or not.
   *
   * @param own what is set up; empty if nothing is
   * @throws ApiException 422 {@code invalid_identity}
   */
  String issuer(Optional<String> own) {
    var said = members.text("issuer", IdentityLinkService.MAX_LENGTH);
    if (own.isEmpty() || said.filter(issuer -> !issuer.equals(own.get())).isPresent()) {
      throw invalid("issuer is not the one of this provider.");
    }
    return own.get();
  }

  static ApiException invalid(String message) {
    return new ApiException(422, "invalid_identity", message);
  }
}
