/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationDetailsParser;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationRequestReader;
import org.lumoauth.oauth.grant.authorizationcode.request.PromptParameterValidator;
import org.lumoauth.oauth.grant.authorizationcode.response.ResponseModeRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the metadata of the authorization endpoint (RFC 8414 section 2, RFC 9207 section 3,
 * OpenID Connect Discovery section 3).
 */
@Component(
    property = {
      "lumoauth.kind=metadata",
      "lumoauth.name=authorization",
      ServerMetadataContributor.NO_PERSONAL_SCOPES
    })
public final class AuthorizationMetadataContributor implements ServerMetadataContributor {

  private final ResponseModeRegistry modes;
  private final AuthorizationDetailsParser details;
  private final SignInService signIn;
  private final HtmlPageRenderer pages;
  private final SettingsStore settings;

  @Activate
  public AuthorizationMetadataContributor(
      @Reference ResponseModeRegistry modes,
      @Reference AuthorizationDetailsParser details,
      @Reference SignInService signIn,
      @Reference HtmlPageRenderer pages,
      @Reference SettingsStore settings) {
    this.modes = modes;
    this.details = details;
    this.signIn = signIn;
    this.pages = pages;
    this.settings = settings;
  }

  @Override
  public void contribute(TenantContext tenant, Map<String, Object> metadata) {
    metadata.put("authorization_endpoint", tenant.issuer() + "/oauth/authorize");
    add(metadata, "response_types_supported", AuthorizationRequestReader.RESPONSE_TYPES);
    add(metadata, "response_modes_supported", new TreeSet<>(modes.names()));
    metadata.put("code_challenge_methods_supported", List.of("S256"));
    metadata.put("authorization_response_iss_parameter_supported", true);
    metadata.put(
        "prompt_values_supported",
        PromptParameterValidator.supported(signIn.allowsRegistration(tenant)));
    metadata.put("display_values_supported", List.of("page"));
    metadata.put("claims_parameter_supported", true);
    add(metadata, "acr_values_supported", signIn.supportedContextClasses(tenant));
    add(metadata, "ui_locales_supported", pages.supportedLanguages());
    // The default of request_uri_parameter_supported is true (Discovery section 3). A module that
    // supports one of them sets it.
    metadata.putIfAbsent("request_parameter_supported", false);
    metadata.putIfAbsent("request_uri_parameter_supported", false);
    if (AuthorizationCodeSettings.PUSHED_REQUESTS_REQUIRED.read(
        settings, tenant)) { // RFC 9126 section 5
      metadata.put("require_pushed_authorization_requests", true);
    }
    // RFC 9396 section 10
    add(metadata, "authorization_details_types_supported", details.types(tenant));
  }

  @SuppressWarnings("unchecked")
  private static void add(Map<String, Object> metadata, String name, Collection<String> values) {
    List<Object> all = new ArrayList<>((Collection<Object>) metadata.getOrDefault(name, List.of()));
    values.stream().filter(value -> !all.contains(value)).forEach(all::add);
    if (!all.isEmpty()) {
      metadata.put(name, all);
    }
  }
}
