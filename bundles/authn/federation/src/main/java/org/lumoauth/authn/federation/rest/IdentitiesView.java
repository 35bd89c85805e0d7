/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.lumoauth.authn.federation.link.IdentityLink;

/**
 * The JSON representation of {@code Identities}.
 *
 * @param source the source of the account; null unless it was created through a provider
 * @param ldapOnly always false, because external directories are not supported
 * @param bindings the user's identities at providers
 */
public record IdentitiesView(
    @JsonProperty("auth_source") @JsonInclude(JsonInclude.Include.ALWAYS) String source,
    @JsonProperty("ldap_only") boolean ldapOnly,
    List<IdentityBindingView> bindings) {

  /** The JSON representation of {@code IdentityBinding}. */
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
