package org.lumoauth.authn.federation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.lumoauth.authn.federation.link.IdentityLink;

/**
 * {@code Identities} on the wire.
 *
 * @param source by what the user came to be here; null if not by a provider
 * @param ldapOnly always false: there are no directories outside
 * @param bindings who the user is at providers
 */
public record IdentitiesView(
    @JsonProperty("auth_source") @JsonInclude(JsonInclude.Include.ALWAYS) String source,
    @JsonProperty("ldap_only") boolean ldapOnly,
    List<IdentityBindingView> bindings) {

  /** {@code IdentityBinding} on the wire. */
  public record IdentityBindingView(
      String type, String provider, String issuer, String subject, boolean legacy) {
    static IdentityBindingView of(IdentityLink link) {
      return new IdentityBindingView(
          UserIdentitiesResource.SOCIAL, link.provider(), link.issuer(), link.subject(), false);
    }
  }

  static IdentitiesView of(List<IdentityLink> links) {
    return new IdentitiesView(
        links.stream()
            .filter(IdentityLink::provisioned)
            .findFirst()
            .map(link -> UserIdentitiesResource.SOCIAL)
            .orElse(null),
        false,
        links.stream().map(IdentityBindingView::of).toList());
  }
}
